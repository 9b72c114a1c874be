/** As many as anybody reads; where all is wrong, all of it would not fit into memory. */
const problemsMax = 1000;

/** Notes what is wrong, as a sentence. */
export type Report = (problem: string) => void;

/** Reports into a list, up to a limit. */
export function reportInto(problems: string[]): Report {
  return (problem) => {
    if (problems.length < problemsMax) problems.push(problem);
  };
}
