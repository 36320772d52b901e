// A number of every network that an invocation holds: f32 for one network, a vector for several, which then share the
// loads of the table and the counting of loops. A word is its bits.
alias real = ${real};
alias word = ${word};
