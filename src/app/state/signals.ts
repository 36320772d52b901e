// What the page knows, as signals. The study document is the only state of the question; everything shown about it is
// computed from it. What ran last is kept apart, since the document can change afterwards.
import { computed, signal } from '@preact/signals';
import type { AdapterReport } from '../../analysis/runs';
import type { Progress } from '../../engine/sweep';
import { firstPreset, type Preset } from '../../presets';
import type { Study } from '../../study/arm';
import { StudyError, type Json } from '../../study/errors';
import { readStudy } from '../../study/read';
import { set } from './document';
import type { Finished } from './results';

export const preset = signal<Preset>(firstPreset);
export const studyDocument = signal<Json>(firstPreset.document);

type Reading = { readonly study: Study } | { readonly error: StudyError };

function read(document: Json): Reading {
  try {
    return { study: readStudy(document) };
  } catch (error) {
    if (error instanceof StudyError) return { error };
    throw error;
  }
}

export const reading = computed<Reading>(() => read(studyDocument.value));
export const studyError = computed(() =>
  'error' in reading.value ? reading.value.error : undefined,
);

let lastValid = readStudy(firstPreset.document);
/** The study of the document, or of the last document that was valid. */
export const study = computed<Study>(() => {
  if ('study' in reading.value) lastValid = reading.value.study;
  return lastValid;
});

/** Whether the controls are shown where the window is too narrow for them beside the answer. */
export const controlsOpen = signal(false);

/** Changes one value of the document; undefined removes it. */
export const change = (path: string, value: unknown): void => {
  studyDocument.value = set(studyDocument.value, path, value);
};

export type Phase =
  | { readonly name: 'idle' }
  | {
      readonly name: 'running';
      readonly study: Study;
      readonly progress: Progress | undefined;
      readonly stopping: boolean;
    }
  | { readonly name: 'done' }
  /** Before a network had finished. */
  | { readonly name: 'cancelled' }
  | { readonly name: 'failed'; readonly message: string };

export const phase = signal<Phase>({ name: 'idle' });
export const running = computed(() => phase.value.name === 'running');

/** The last results, finished or partial. */
export const finished = signal<Finished | undefined>(undefined);

/** Where networks train; undefined until the worker has looked. `reason`: why it is not a GPU. */
export interface Engine {
  readonly adapter: AdapterReport;
  readonly reason: string | undefined;
}
export const engine = signal<Engine | undefined>(undefined);

/** FLOP a second of the last run that came to its end; undefined before, and where it was too short to tell. */
export const speed = signal<number | undefined>(undefined);

/** A message about something outside the document: a damaged link, a file that cannot be read. */
export interface Notice {
  readonly text: string;
  readonly kind: 'error' | 'done';
  /** Nothing else is on the page: offers to begin with the first preset. */
  readonly begins?: true;
}
export const notice = signal<Notice | undefined>(undefined);
