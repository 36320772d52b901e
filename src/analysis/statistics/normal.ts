// The standard normal law at the two levels that intervals and plans here use.

/** The 97.5 % quantile: two-sided 95 %. R: qnorm(0.975). */
export const Z95 = 1.959963984540054;

/** The 80 % quantile, for 80 % power. R: qnorm(0.8). */
export const Z_POWER = 0.8416212335729143;
