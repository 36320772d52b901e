    // Where quad q of a layer's weights stands among the flat parameters, and among the trained ones.
    let unit = 4u * (q % ${l.unitQuads}u);
    let at = ${l.flat}u + q / ${l.unitQuads}u * ${l.units}u + unit;
    let trained = at - ${l.frozenBefore}u;
