// The sections of the answer by name, beside it: the column of controls ends long before the answer does.
import { useEffect, useState } from 'preact/hooks';

interface Section {
  /** Of its heading. */
  readonly id: string;
  readonly title: string;
}

/** Fewer are in sight at once. */
const WORTH = 3;

/** The sections that are on the page now. */
function useSections(): readonly Section[] {
  const [sections, setSections] = useState<readonly Section[]>([]);
  useEffect(() => {
    const answer = document.querySelector('main')!;
    const read = () => {
      const headings = Array.from(answer.querySelectorAll(':scope > section h2[id]'));
      setSections(headings.map(({ id, textContent }) => ({ id, title: textContent })));
    };
    const observer = new MutationObserver(read);
    observer.observe(answer, { childList: true });
    read();
    return () => observer.disconnect();
  }, []);
  return sections;
}

/** Brings a section to the top of the window, and the keyboard with it. The address holds the study, so that it is no link. */
function go(id: string): void {
  const heading = document.getElementById(id)!;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ behavior: still ? 'auto' : 'smooth' });
}

export function Contents() {
  const sections = useSections();
  if (sections.length < WORTH) return null;
  return (
    <nav class="contents" aria-labelledby="contents-title">
      <h2 id="contents-title">The answer</h2>
      <ul>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <button type="button" class="link" onClick={() => go(id)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
