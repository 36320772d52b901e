// The page's tokens for files that stand alone: dark where the system is, and never on paper.
import tokens from '../../charts/tokens.css?raw';

export const schemes = tokens.replace(
  /:root\[data-scheme='dark'\] (\{[^}]*\})/,
  '@media screen and (prefers-color-scheme: dark) { :root $1 }',
);
