import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { readAgain } from './read-again';

const queryKey = ['list'];

/** A list that somebody looks at, each answer of which the test gives. */
function watched() {
  const client = new QueryClient();
  const answers: ((value: string) => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey,
    queryFn: () => new Promise<string>((answer) => answers.push(answer)),
  });
  observer.subscribe(() => {});
  return { client, answers, shown: () => observer.getCurrentResult().data };
}

test('a change during the first read is read after it', async () => {
  const { client, answers, shown } = watched();

  const again = readAgain(client, { queryKey });
  answers[0]?.('before the change');
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.('after the change');
  await again;

  expect(shown()).toBe('after the change');
});

test('a change during a later read ends that read and begins another', async () => {
  const { client, answers, shown } = watched();
  answers[0]?.('first');
  await expect.poll(shown).toBe('first');

  void client.invalidateQueries({ queryKey });
  const again = readAgain(client, { queryKey });
  answers[1]?.('before the change');
  answers[2]?.('after the change');
  await again;

  expect(shown()).toBe('after the change');
  expect(answers).toHaveLength(3);
});
