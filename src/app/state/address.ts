// The address bar holds the study: the fragment follows the document, and the document follows the fragment.
// One run of a study has an address too: the study's, then "&arm=LABEL&seed=K".
import { effect } from '@preact/signals';
import { presets, type Preset } from '../../presets';
import { isObject, StudyError, type Json } from '../../study/errors';
import { fromFragment, toFragment } from '../../study/permalink';
import { readStudy } from '../../study/read';
import { panel } from './panel';
import { notice, preset, studyDocument } from './signals';

let written = '';

/** The preset that a document was made from: the one with its title; else it is a base of its own. */
const presetOf = (document: Json): Preset =>
  presets.find(({ title }) => title === document.title) ?? {
    name: '',
    title: typeof document.title === 'string' ? document.title : 'This study',
    document,
  };

/** The address of a document. */
export async function addressOf(document: unknown): Promise<string> {
  return `${location.href.replace(/#.*/, '')}#${await toFragment(document)}`;
}

/** The address of one run. */
export const runAddress = async (document: unknown, arm: string, seed: number): Promise<string> =>
  `${await addressOf(document)}&${new URLSearchParams({ arm, seed: String(seed) }).toString()}`;

/** Takes over a study that came from outside: a link, a file. @throws StudyError */
export function openDocument(document: unknown): Json {
  if (!isObject(document)) throw new StudyError('', 'a study is a JSON object, this is none');
  readStudy(document);
  preset.value = presetOf(document);
  studyDocument.value = document;
  return document;
}

async function readFragment(): Promise<void> {
  const [fragment, ...rest] = location.hash.slice(1).split('&');
  if (fragment === '' || location.hash === written) return;
  try {
    const document = openDocument(await fromFragment(fragment));
    notice.value = undefined;
    openNamed(document, new URLSearchParams(rest.join('&')));
  } catch (error) {
    if (!(error instanceof StudyError)) throw error;
    notice.value = {
      kind: 'error',
      begins: true,
      text:
        error.path === 'link'
          ? `The study in this address cannot be read: ${error.what}.`
          : `The study in this address cannot be used: ${error.message}.`,
    };
  }
}

function openNamed(document: Json, named: URLSearchParams): void {
  const [label, seed] = [named.get('arm'), Number(named.get('seed') ?? NaN)];
  const study = readStudy(document);
  const arm = study.arms.findIndex((row) => row.label === label);
  if (arm >= 0 && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) {
    panel.value = { kind: 'run', study, input: document, arm, seed, back: undefined };
  }
}

/** Reads the address, then keeps it: replaced, not pushed, so that Back leaves the page. */
export async function followAddress(): Promise<void> {
  await readFragment();
  addEventListener('hashchange', () => void readFragment());
  effect(() => {
    const document = studyDocument.value;
    void toFragment(document).then((fragment) => {
      if (document !== studyDocument.value) return;
      written = `#${fragment}`;
      if (location.hash.split('&')[0] !== written) history.replaceState(null, '', written);
    });
  });
  effect(() => {
    if (!panel.value && written !== '' && location.hash.includes('&'))
      history.replaceState(null, '', written); // the run that the address named is closed
  });
}
