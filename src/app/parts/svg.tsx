// A drawing that src/charts made as text, which escapes what comes from a study.

export const Svg = ({ text }: { text: string }) => (
  <div dangerouslySetInnerHTML={{ __html: text }} />
);
