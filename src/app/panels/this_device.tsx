// The foot of the page: where networks train, and whether that device can be trusted. The table of checks is loaded when asked for.
import { lazy } from '../parts/lazy';
import { adapterText } from '../state/adapter';
import { running } from '../state/signals';
import { isVerifying, startVerifying, stopVerifying, verifying } from '../state/verifying';

const Checks = lazy(() => import('./checks').then((m) => m.Checks));

export function ThisDevice() {
  const now = verifying.value;
  return (
    <footer class="device" aria-labelledby="device-title">
      <div class="device-head">
        <div>
          <h2 id="device-title" tabIndex={-1}>
            This device
          </h2>
          <p class="note">
            Networks train on {adapterText()}. Known answers tell whether it computes right:
            published random numbers, gradients, training in float64, results that are proven. About
            a minute.
          </p>
        </div>
        <VerifyButton />
      </div>
      {now && <Checks now={now} />}
    </footer>
  );
}

function VerifyButton() {
  if (isVerifying())
    return (
      <button
        type="button"
        class="quiet-button"
        disabled={verifying.value?.stopping}
        onClick={() => void stopVerifying()}
      >
        {verifying.value?.stopping ? 'Stopping' : 'Cancel'}
      </button>
    );
  return (
    <button
      type="button"
      class="quiet-button"
      disabled={running.value}
      title={running.value ? 'Wait for the training to end' : undefined}
      onClick={() => void startVerifying()}
    >
      {verifying.value ? 'Verify again' : 'Verify this device'}
    </button>
  );
}
