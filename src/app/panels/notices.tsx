// What is said over the foot of the page, so that nothing moves: a damaged link, a file that cannot be read, and how to get
// a GPU where there is none.
import { useState } from 'preact/hooks';
import { firstPreset } from '../../presets';
import { notice, engine, preset, studyDocument } from '../state/signals';

export function Notices() {
  return (
    <div class="notices">
      <Problem />
      <NoGpu />
    </div>
  );
}

function Problem() {
  const now = notice.value;
  if (!now) return null;
  const start = () => {
    preset.value = firstPreset;
    studyDocument.value = firstPreset.document;
    notice.value = undefined;
  };
  return (
    <div class={`banner ${now.kind}`} role="alert">
      <p>{now.text}</p>
      {now.begins && (
        <button type="button" class="link" onClick={start}>
          Start with the first preset
        </button>
      )}
      <button type="button" class="link" onClick={() => (notice.value = undefined)}>
        Dismiss
      </button>
    </div>
  );
}

/** What to do, by what is missing. */
function adviceText(): string {
  if (!isSecureContext)
    return 'Open the page over https or from localhost: browsers offer WebGPU to no other.';
  if (!('gpu' in navigator))
    return 'Use a recent Chrome, Edge, Safari or Firefox, which have WebGPU.';
  return 'Chrome and Edge: allow graphics acceleration in the settings; on Linux start them with --enable-unsafe-webgpu. Then reload the page. Without a GPU the CPU is the fastest there is.';
}

function NoGpu() {
  const now = engine.value;
  const [read, setRead] = useState(false);
  if (now?.adapter.engine !== 'cpu' || read) return null;
  return (
    <output class="banner">
      <p>
        No GPU here: {now.reason}. Networks train on {now.adapter.name} instead; the same study,
        only slower. {adviceText()}
      </p>
      <button type="button" class="link" onClick={() => setRead(true)}>
        Dismiss
      </button>
    </output>
  );
}
