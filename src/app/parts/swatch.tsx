// The colour of an arm beside its name; nothing where a study has more arms than colours.
import { armColour, ARM_COLOURS } from '../../charts/colours';

export const Swatch = ({ arm, arms }: { arm: number; arms: number }) =>
  arms > ARM_COLOURS ? null : <span class="swatch" style={{ background: armColour(arm, arms) }} />;
