// Workers that share what there is to do: started when first needed, and never used again once they failed.

export interface Member {
  /** Whether it can take more work: a worker that failed answers no more. */
  alive(): boolean;
  close(): void;
}

export interface Pool<M extends Member> {
  /** Waits for a member, and hands it to some work. @throws what the work throws */
  use<T>(work: (member: M) => Promise<T>): Promise<T>;
  close(): void;
}

/** At most `most` members, each with one piece of work at a time. */
export function pool<M extends Member>(start: () => M, most: number): Pool<M> {
  const all = new Set<M>();
  const idle: M[] = [];
  const waiting: ((member: M) => void)[] = [];
  const started = () => {
    const member = start();
    all.add(member);
    return member;
  };
  const take = () =>
    idle.pop() ??
    (all.size < most ? started() : new Promise<M>((resolve) => waiting.push(resolve)));
  const give = (member: M) => {
    const alive = member.alive();
    if (!alive) all.delete(member);
    const next = waiting.shift();
    if (next) next(alive ? member : started());
    else if (alive) idle.push(member);
  };
  return {
    async use(work) {
      const member = await take();
      try {
        return await work(member);
      } finally {
        give(member);
      }
    },
    close: () => all.forEach((member) => member.close()),
  };
}
