import { goodAttempt, type Attempt, type Scene, type Spoiler } from "./attempt.ts";
import { brokenBody, changedBody, longBody, wrongType } from "./spoil-body.ts";
import { foreignOrigin, lesserReader, oddHeader } from "./spoil-headers.ts";
import { repeatedParameter, severalParameters, spoiltParameter, spoiltPath, unknownParameter } from "./spoil-query.ts";

/** Each as often as it stands here. */
const SPOILERS: Spoiler[] = [
  ...[spoiltParameter, spoiltParameter, spoiltParameter, spoiltParameter, spoiltParameter, severalParameters],
  ...[repeatedParameter, unknownParameter, spoiltPath, spoiltPath],
  ...[changedBody, changedBody, changedBody, changedBody, changedBody, brokenBody, brokenBody, wrongType, longBody],
  ...[lesserReader, foreignOrigin, oddHeader],
];
const MOST_TRIES = 1_000;

/** The next attempt at an operation; equal randomness makes equal attempts. */
export function nextAttempt(scene: Scene): Attempt {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const spoilt = scene.random.pick(SPOILERS)(scene);
    if (spoilt !== null) return { ...goodAttempt(scene.operation, scene.call), ...spoilt };
  }
  throw new Error(`nothing of ${scene.operation.id} can be spoilt`);
}
