// The study document: one schema for the page, the permalink, the command line and every result.
// It is made from the catalogues, so that a new row is a new legal name. Unknown keys are errors.
import * as z from 'zod/mini';
import { activations } from './catalogues/activations';
import { initializers } from './catalogues/initializers';
import { losses } from './catalogues/losses';
import { optimizers } from './catalogues/optimizers';
import type { Param, Params } from './catalogues/params';
import { regularizers } from './catalogues/regularizers';
import { schedules } from './catalogues/schedules';
import { distributions, sampledTaskRow, sampledTasks, tableTasks } from './catalogues/tasks';
import type { Json } from './errors';

export const MAX_RUNS = 1e8;
const MAX_STEPS = 1e7;
const MAX_UNITS = 4096;
/** Of a network: one of a million takes a second a step. */
export const MAX_PARAMETERS = 2 ** 20;
/** Runs an arm that are trained again by the CPU twin. */
const MAX_CROSS_CHECK = 1000;
const SEEDS = 2 ** 32;

const names = <T extends object>(catalogue: T) => Object.keys(catalogue) as [keyof T & string];
const seed = z.number().check(z.multipleOf(1), z.gte(0), z.lt(SEEDS));
const whole = (low: number, high: number) =>
  z.number().check(z.multipleOf(1), z.gte(low), z.lte(high));
const choiceOf = (options: readonly string[]) => z.enum(options as [string]);

const formula = z.string().check(z.minLength(1), z.maxLength(2000));

function field(param: Param) {
  switch (param.type) {
    case 'boolean':
      return z._default(z.boolean(), param.default);
    case 'choice':
      return z._default(choiceOf(param.of), param.default);
    case 'pair': {
      const item = z.number().check(z.gte(param.min ?? -Infinity), z.lt(param.below ?? Infinity));
      return z._default(z.tuple([item, item]), [...param.default]);
    }
    case 'numbers':
      return z._default(z.array(z.number()).check(z.minLength(1), z.maxLength(64)), [
        ...param.default,
      ]);
    case 'steps':
      return z._default(z.nullable(whole(1, MAX_STEPS)), param.default);
    case 'formula':
      return z._default(formula, param.default);
    case 'number': {
      const checks = [
        ...(param.integer ? [z.multipleOf(1)] : []),
        ...(param.min === undefined ? [] : [z.gte(param.min)]),
        ...(param.above === undefined ? [] : [z.gt(param.above)]),
        ...(param.max === undefined ? [] : [z.lte(param.max)]),
        ...(param.below === undefined ? [] : [z.lt(param.below)]),
      ];
      return z._default(z.number().check(...checks), param.default);
    }
    default:
      return param satisfies never;
  }
}

const fields = (params: Params) =>
  Object.fromEntries(Object.entries(params).map(([name, param]) => [name, field(param)]));

/** The long forms of a catalogue's rows: `{name, ...parameters}`. */
const rowsOf = (catalogue: Readonly<Record<string, { readonly params: Params }>>) =>
  Object.entries(catalogue).map(([name, row]) =>
    z.strictObject({ name: z.literal(name), ...fields(row.params) }),
  );

/** A name, or `{name, ...parameters}`. */
const choice = (catalogue: Readonly<Record<string, { readonly params: Params }>>) =>
  z.union([choiceOf(names(catalogue)), ...rowsOf(catalogue)]);

const forBias = Object.fromEntries(Object.entries(initializers).filter(([, row]) => row.forBias));
const kernelInit = choice(initializers);
const biasInit = choice(forBias);

const init = z.union([
  z.strictObject({
    kernel: z._default(kernelInit, 'glorot_uniform'),
    bias: z.optional(biasInit),
  }),
  z.strictObject({ explicit: z.array(z.array(z.number())).check(z.minLength(1)) }),
]);

const radius = z.number().check(z.gt(0));
const drawn = {
  samples: z._default(z.union([whole(1, 2 ** 20), z.literal('population')]), 256),
  radius: z._default(radius, 1),
  rings: z._default(whole(1, 64), 4),
  seed: z._default(seed, 0),
};
const sampled = Object.entries(sampledTasks).map(([name, row]) =>
  z.strictObject({
    name: z.literal(name),
    ...fields(row.params),
    distribution: z._default(choiceOf(names(distributions)), row.distribution),
    ...drawn,
    radius: z._default(radius, sampledTaskRow(name)?.radius ?? 1),
  }),
);
const matrix = z.array(z.array(z.number())).check(z.minLength(1));
const columns = z.array(z.string()).check(z.minLength(1));
const task = z.union([
  ...sampled,
  ...rowsOf(tableTasks),
  z.strictObject({
    name: z.literal('table'),
    x: matrix,
    y: matrix,
    source: z.optional(z.string()),
  }),
  z.strictObject({
    name: z.literal('expression'),
    inputs: whole(1, 64),
    target: z.union([formula, z.array(formula).check(z.minLength(1), z.maxLength(64))]),
    distribution: z._default(choiceOf(names(distributions)), 'normal'),
    ...drawn,
  }),
  z.strictObject({
    name: z.literal('csv'),
    file: z.string(),
    inputs: columns,
    targets: columns,
  }),
]);

const activation = choice(activations);
const units = whole(1, MAX_UNITS);
const layer = z.strictObject({
  units,
  activation: z._default(activation, 'linear'),
  bias: z._default(z.boolean(), true),
  trainable: z._default(z.boolean(), true),
  init: z.optional(z.strictObject({ kernel: z.optional(kernelInit), bias: z.optional(biasInit) })),
});
const model = z.union([
  z.strictObject({
    hidden: z._default(z.array(units).check(z.maxLength(32)), [3]),
    activation: z._default(activation, 'relu'),
    bias: z._default(z.boolean(), true),
    output: z._default(activation, 'linear'),
  }),
  z.strictObject({ layers: z.array(layer).check(z.minLength(1), z.maxLength(33)) }),
]);

const schedule = choice(schedules);
const optimizer = z.union(
  Object.entries(optimizers).flatMap(([library, rows]) =>
    Object.entries(rows).map(([name, row]) =>
      z.strictObject({
        library: library === 'keras' ? z._default(z.literal(library), library) : z.literal(library),
        name: name === 'adam' ? z._default(z.literal(name), name) : z.literal(name),
        ...fields(row.params),
        schedule: z._default(schedule, 'constant'),
      }),
    ),
  ) as unknown as [z.ZodMiniObject],
);

const loss = choice(losses);
const regularizer = choice(regularizers);

const rate = z.number().check(z.gte(0), z.lt(1));
const training = z.strictObject({
  steps: z._default(whole(0, MAX_STEPS), 3000),
  batch_size: z._default(z.nullable(whole(1, 2 ** 20)), null),
  order: z._default(choiceOf(['sequential', 'shuffled', 'fresh']), 'sequential'),
  stop_below: z._default(z.nullable(z.number().check(z.gt(0))), null),
  dropout: z._default(
    z.union([rate, z.strictObject({ rate, keep_one: z._default(z.boolean(), false) })]),
    0,
  ),
  kernel_regularizer: z._default(regularizer, 'none'),
  record_at: z.optional(z.array(whole(0, MAX_STEPS)).check(z.minLength(1), z.maxLength(1000))),
});

const converged = z.union([
  z.strictObject({
    within: z._default(z.number().check(z.gte(1)), 1.1),
    of: z._default(choiceOf(['best', 'known']), 'best'),
  }),
  z.strictObject({ below: z.number().check(z.gt(0)) }),
]);

/** What a document chooses rows from, by the key that the choice stands under. */
const choices: Readonly<Record<string, typeof task | typeof activation | typeof optimizer>> = {
  task,
  activation,
  output: activation,
  kernel: kernelInit,
  bias: biasInit,
  loss,
  optimizer,
  schedule,
  kernel_regularizer: regularizer,
};

/**
 * The keys that the chosen row of a catalogue may have.
 * @param key that the choice stands under
 * @returns none where there is no such row, undefined where nothing is chosen under that key
 */
export function rowKeys(key: string, chosen: Json): readonly string[] | undefined {
  if (!Object.hasOwn(choices, key)) return undefined;
  const options: readonly z.ZodMiniType[] = choices[key].def.options;
  const row = options.find(
    (option): option is z.ZodMiniObject =>
      option instanceof z.ZodMiniObject &&
      ['name', 'library'].every(
        (part) => !(part in option.shape) || z.safeParse(option.shape[part], chosen[part]).success,
      ),
  );
  return row ? Object.keys(row.shape) : [];
}

/** What an arm may change: everything but the runs and the document itself. */
const armFields = {
  task,
  model: z.prefault(model, {}),
  init: z.prefault(init, {}),
  loss: z._default(loss, 'mse'),
  optimizer: z.prefault(optimizer, {}),
  training: z.prefault(training, {}),
  converged: z.prefault(converged, {}),
};

/** The whole document. Arms and grid values are checked again after merging (read.ts). */
export const studySchema = z.strictObject({
  version: z._default(z.literal(1), 1),
  title: z.optional(z.string()),
  ...armFields,
  seeds: z.prefault(
    z.strictObject({
      study: z._default(seed, 0),
      first: z._default(seed, 0),
      count: z._default(whole(1, MAX_RUNS), 1000),
    }),
    {},
  ),
  cross_check: z._default(whole(0, MAX_CROSS_CHECK), 0),
  arms: z.optional(z.array(z.looseObject({ label: z.optional(z.string()) })).check(z.minLength(1))),
  grid: z.optional(z.record(z.string(), z.array(z.unknown()).check(z.minLength(1)))),
});

export type StudyDocument = z.infer<typeof studySchema>;

/** Parts that the JSON Schema writes once, by name. */
const named = z.registry<{ id: string }>();
Object.entries({ activation, kernelInit, biasInit, schedule }).forEach(([id, part]) =>
  named.add(part, { id }),
);

/** JSON Schema (2020-12) of the document, for editors. */
export function studyJsonSchema(): Record<string, unknown> {
  const whole = z.toJSONSchema(studySchema, { io: 'input', metadata: named }) as {
    properties: Record<string, unknown>;
  } & Record<string, unknown>;
  const changed = Object.keys(armFields).map((key) => [key, whole.properties[key]]);
  whole.properties.arms = {
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      properties: { label: { type: 'string' }, ...Object.fromEntries(changed) },
      additionalProperties: false,
    },
  };
  return { ...whole, title: 'Unstuck study' };
}
