// What changes between the dispatches of a wave. The fields are listed once, in src/engine/kernels/job.ts.
struct Job {
  //: for field in jobFields
  ${field}: u32,
  //: end
}

@group(0) @binding(0) var<uniform> job: Job;
