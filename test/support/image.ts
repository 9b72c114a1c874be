import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Copy, DockerfileParser, type Instruction } from 'dockerfile-ast';

const run = promisify(execFile);

/** What the instructions of one stage have made. */
export interface Stage {
  /** Stands for the root of the image's files. */
  root: string;
  image: string;
  workdir: string;
  user: string;
  environment: Record<string, string>;
  /** What of the project it has copied. */
  copied: string[];
  command: string[];
  healthcheck: string[];
}

/**
 * Follows the Dockerfile into a folder, without an engine for containers: the same files, compiled by the same
 * command. Only libraries are not downloaded anew: they are those here that the lock file leaves without what is
 * omitted, as links, which is what NODE_OPTIONS is told.
 */
export async function buildImage(folder: string): Promise<Stage[]> {
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const instruction of DockerfileParser.parse(readFileSync('Dockerfile', 'utf8')).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const [image = '', , name = 'last'] = words(instruction);
      const environment = { NODE_OPTIONS: '--preserve-symlinks' };
      const root = join(folder, name);
      stage = {
        root,
        image,
        workdir: '/',
        user: 'root',
        environment,
        copied: [],
        command: [],
        healthcheck: [],
      };
      stages.set(name, stage);
    } else if (stage) {
      await follow(instruction, stage, stages);
    }
  }
  return [...stages.values()];
}

/** The folder that is the stage's working directory. */
export const workdirOf = ({ root, workdir }: Stage): string => join(root, workdir);

const words = (instruction: Instruction) => instruction.getArguments().map((each) => each.getValue());

async function follow(instruction: Instruction, stage: Stage, stages: Map<string, Stage>): Promise<void> {
  const rest = instruction.getRawArgumentsContent() ?? '';
  switch (instruction.getKeyword()) {
    case 'WORKDIR':
      stage.workdir = rest;
      await mkdir(workdirOf(stage), { recursive: true });
      break;
    case 'COPY':
      return copy(instruction as Copy, stage, stages);
    case 'RUN':
      if (rest.startsWith('npm ci')) return linkLibraries(rest.split(' --omit=').slice(1), stage);
      await run('sh', ['-c', rest], { cwd: workdirOf(stage) });
      break;
    case 'ENV':
      Object.assign(stage.environment, Object.fromEntries(words(instruction).map((each) => each.split('='))));
      break;
    case 'USER':
      stage.user = rest;
      break;
    case 'HEALTHCHECK':
      stage.healthcheck = JSON.parse(rest.slice(rest.indexOf('CMD ') + 4));
      break;
    case 'ENTRYPOINT':
    case 'CMD':
      stage.command.push(...JSON.parse(rest));
      break;
    case 'EXPOSE':
      break;
    default:
      throw new Error(`The tests do not know ${instruction.getKeyword()}`);
  }
}

async function copy(instruction: Copy, stage: Stage, stages: Map<string, Stage>): Promise<void> {
  const from = stages.get(instruction.getFromFlag()?.getValue() ?? '');
  const parts = words(instruction);
  const given = parts.pop() ?? '';
  const target = resolve(workdirOf(stage), given);
  for (const source of parts) {
    const place = given.endsWith('/') ? join(target, basename(source)) : target;
    const options = { recursive: true, verbatimSymlinks: true };
    await cp(from ? join(from.root, source) : source, place, options);
    if (!from) stage.copied.push(source);
  }
}

interface LockedPackage {
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
}

async function linkLibraries(omitted: string[], stage: Stage): Promise<void> {
  const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
    readFileSync('package-lock.json', 'utf8'),
  );
  const isOmitted = (locked: LockedPackage) => omitted.some((kind) => locked[kind as keyof LockedPackage]);
  for (const [path, locked] of Object.entries(lock.packages)) {
    // What lies within a library comes with it.
    if (path.lastIndexOf('node_modules/') !== 0 || isOmitted(locked)) continue;
    const target = join(workdirOf(stage), path);
    await mkdir(dirname(target), { recursive: true });
    await symlink(resolve(path), target);
  }
}
