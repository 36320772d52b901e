// Trains every run of a wave for job.steps steps on the population loss (population.wgsl): no sample is drawn, a step costs as
// much as the pairs of neurons. Loops over neurons are loops here, and weights stay in storage: pairs of 10 neurons in 10
// dimensions, unrolled, are 7,000 statements and 300 live registers.
//: include job
//: include real
//: include table
//: include update
//: include state

@group(0) @binding(1) var<storage, read_write> parameters: array<real>; // [parameter][run]
@group(0) @binding(3) var<storage, read> schedule: array<Scalars>; // [step of this dispatch]

//: include population

// The rays of this step, behind the gradient in `state`: [neuron][mass, then component][run].
fn ray_at(run: u32, i: u32) -> u32 { return ${rays}u * job.slot + i * ${inputs + 1}u * job.stride + run; }

fn load_ray(run: u32, i: u32) -> Ray {
  let at = ray_at(run, i);
  return Ray(
    //: for c in 0..inputs + 1
    state[at + ${c}u * job.stride],
    //: end
  );
}

fn store_ray(run: u32, i: u32, ray: Ray) {
  let at = ray_at(run, i);
  state[at] = ray.mass;
  //: for c in 0..inputs
  state[at + ${c + 1}u * job.stride] = ray.u${c};
  //: end
}

@compute @workgroup_size(${workgroup})
fn train(@builtin(global_invocation_id) id: vec3u) {
  let run = id.x;
  if (run >= job.runs) { return; }
  let gradient = ${stateNames.length}u * job.slot + run;

  for (var step = 0u; step < job.steps; step++) {
    let k = schedule[step];
    for (var i = 0u; i < ${units}u; i++) { store_ray(run, i, student(run, i).ray); }

    for (var i = 0u; i < ${units}u; i++) {
      let own = student(run, i);
      // r = 2 pi E (f(x) - y(x)) 1(own.x > 0) x, in parts: along the own ray, and the rest
      var along = real(${f32(ringPull)});
      //: for c in 0..inputs
      var r${c} = real();
      //: end
      for (var j = 0u; j < ${units}u; j++) {
        let other = load_ray(run, j);
        let angle = between(own.ray, other);
        along = fma(other.mass, angle.sine, along);
        let pull = other.mass * (HALF_PI + angle.rest);
        //: for c in 0..inputs
        r${c} = fma(pull, other.u${c}, r${c});
        //: end
      }
      for (var t = 0u; t < job.rows; t++) {
        let other = teacher(t);
        let angle = between(own.ray, other);
        along = fma(-other.mass, angle.sine, along);
        let pull = -other.mass * (HALF_PI + angle.rest);
        //: for c in 0..inputs
        r${c} = fma(pull, other.u${c}, r${c});
        //: end
      }
      //: for c in 0..inputs
      r${c} = fma(along, own.ray.u${c}, r${c});
      //: end

      // the loss is the square of f - y: its slope in w is 2 a r / (2 pi), in a 2 w.r / (2 pi)
      let alive = own.length > real();
      //: if incomingTrained
      //: if outgoing
      let a = parameters[(${inputs * units}u + i) * job.stride + run];
      let slope = select(real(), 0.31830987 * a, alive);
      //: else
      let slope = select(real(), real(0.31830987), alive);
      //: end
      //: for c in 0..inputs
      state[gradient + (${c * units}u + i) * job.stride] = slope * r${c};
      //: end
      //: end
      //: if outgoingTrained
      var dot = own.ray.u0 * r0;
      //: for c in 1..inputs
      dot = fma(own.ray.u${c}, r${c}, dot);
      //: end
      state[gradient + (${outgoingAt}u + i) * job.stride] = 0.31830987 * own.length * dot;
      //: end
    }
    //: include update_stored
  }
}
