// Verifying the device: what is known of its checks, and the two actions, start and cancel.
import { signal } from '@preact/signals';
import type { CheckResult, ListedGroup, VerifyReport } from '../../verify';
import { cancelVerify, listChecks, verifyDevice } from './training';

export interface Verifying {
  readonly groups: readonly ListedGroup[];
  /** How chance is kept from failing a right device. */
  readonly chance: string;
  /** By the names of checks. */
  readonly results: ReadonlyMap<string, CheckResult>;
  /** The share of the work that is done, and the title of the check under way. */
  readonly share: number;
  readonly at: string;
  readonly stopping: boolean;
  readonly report: VerifyReport | undefined;
  /** Why the checks could not go on, in words. */
  readonly failure: string | undefined;
}

/** The checks under way or made last; undefined before the first. */
export const verifying = signal<Verifying | undefined>(undefined);

export const isVerifying = (now = verifying.value): boolean =>
  now !== undefined && !now.report && now.failure === undefined;

const update = (change: Partial<Verifying>) => {
  if (verifying.value) verifying.value = { ...verifying.value, ...change };
};

/** Makes all quick checks, unless that is under way. */
export async function startVerifying(): Promise<void> {
  if (isVerifying()) return;
  verifying.value = {
    groups: verifying.value?.groups ?? [],
    chance: '',
    results: new Map(),
    share: 0,
    at: '',
    stopping: false,
    report: undefined,
    failure: undefined,
  };
  try {
    update(await listChecks());
    const report = await verifyDevice(
      (share, at) => isVerifying() && update({ share, at }),
      (result) => isVerifying() && add(result),
    );
    update({ report, results: new Map(report.checks.map((result) => [result.name, result])) });
  } catch (error) {
    update({ failure: error instanceof Error ? error.message : String(error) });
  }
}

const add = (result: CheckResult) =>
  update({ results: new Map(verifying.value?.results).set(result.name, result) });

/** Ends them; those that are made stay. */
export async function stopVerifying(): Promise<void> {
  if (!isVerifying()) return;
  update({ stopping: true });
  await cancelVerify();
}
