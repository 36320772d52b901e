// Statistics of results: rates, their differences and ratios, paired tests, how many runs a question needs. Pure functions of
// counts, in float64; each names the source of its formula.
export { Z95 } from './normal';
export { clopperPearson, wilson, type Interval, type Rate } from './rates';
export { rateDifference, rateRatio, type Difference, type Ratio } from './differences';
export { mcnemar, pairedDifference, pairedRatio, pairsIn, type PairedTable } from './pairs';
export { holm } from './holm';
export {
  detectable,
  detectablePaired,
  pairsForDifference,
  runsForDifference,
  runsForHalfWidth,
  type Detectable,
} from './planning';
export { median, quantile, ranked, smallest } from './quantiles';
