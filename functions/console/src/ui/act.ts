import { note } from '../shell/say';
import { asApiError } from './useLoad';

/** Does what a button is for, and tells how it ended. */
export async function act(work: Promise<unknown>, done: string, then: () => void = () => {}): Promise<void> {
  try {
    await work;
    note(done);
    then();
  } catch (failure) {
    note(asApiError(failure).message, true);
  }
}
