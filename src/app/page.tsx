// The page: the question, the controls of its study, the answer, one run at the side.
import { useEffect, useState } from 'preact/hooks';
import { scheme, toggleScheme } from './charts/theme';
import { Controls } from './controls/controls';
import { openStudyFile } from './controls/take_away';
import { Contents } from './panels/answer/contents';
import { Results } from './panels/answer/results';
import { Notices } from './panels/notices';
import { Question } from './panels/question';
import { Side } from './panels/side/side';
import { ThisDevice } from './panels/this_device';
import { Bubble } from './parts/term';
import { controlsOpen, running } from './state/signals';
import { table } from './state/table_file';

/** A file dropped anywhere: a study or a table, by its name. */
function useDrop() {
  const [over, setOver] = useState(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  const events = {
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => event.relatedTarget === null && setOver(false),
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      void (file?.name.endsWith('.json') ? openStudyFile(file) : table.open(file));
    },
  };
  return { over, events };
}

export function App() {
  const { over, events } = useDrop();
  const open = controlsOpen.value;
  useEffect(() => {
    if (running.value) controlsOpen.value = false; // on a narrow screen the controls stand before the answer
  }, [running.value]);
  return (
    <div class="page" {...events}>
      <nav class="bar">
        <b>Unstuck</b>
        <button
          type="button"
          class="link skip"
          onClick={() => document.querySelector('main')?.focus()}
        >
          Skip to the answer
        </button>
        <button type="button" class="link" onClick={toggleScheme}>
          {scheme.value === 'dark' ? 'Light' : 'Dark'}
        </button>
      </nav>
      <Notices />
      <Question />
      <button
        type="button"
        class="link controls-toggle"
        aria-expanded={open}
        onClick={() => (controlsOpen.value = !open)}
      >
        {open ? 'Hide the controls' : 'Change the study'}
      </button>
      <div class={`columns ${open ? 'controls-open' : ''}`}>
        <div class="beside">
          <Controls />
          <Contents />
        </div>
        <Results />
      </div>
      <ThisDevice />
      <Side />
      <Bubble />
      {over && <div class="drop">Drop a CSV table to learn it, or a study to open it</div>}
    </div>
  );
}
