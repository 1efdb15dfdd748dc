import { api } from './api.mjs';

const HELLO = `document: { dsl: '1.0.3', namespace: examples, name: greeting, version: '1.0.0' }
do:
- greet:
    set: { text: '\${ "hello \\(.name)" }' }
`;

/** Something of everything, so that every view has something to show. */
export async function seed(base) {
  const { ask, until } = api(base);
  const start = (workflow, workflowId, input, tags = []) => ask('POST', '/runs', { workflow, workflowId, input, tags });
  await start('app-build', 'shop-1', { name: 'shop', brief: 'sells tea' }, ['demo']);
  await start('app-build', 'shop-2', { name: 'atelier', brief: 'sells lamps' });
  await start('approval', 'holiday-ann', { subject: 'holiday', approver: 'ann' });
  await start('approval', 'budget-2027', { subject: 'budget', approver: 'eve' }, ['finance']);
  await start('approval', 'travel-ben', { subject: 'travel', approver: 'ann' });
  await ask('POST', '/flows', { source: HELLO });
  await start('examples.greeting', 'greeting-1', { name: 'ann' });
  await ask('POST', '/schedules', {
    id: 'nightly',
    definition: { workflow: 'app-build', input: { name: 'night', brief: 'x' }, when: { cron: '30 2 * * *', timeZone: 'Europe/Berlin' } },
  });
  await ask('POST', '/schedules/nightly/trigger', {});
  await ask('PUT', '/triggers/pushes', { workflow: 'examples.greeting', sender: 'none', allowUnsigned: true });
  await fetch(`${base}/hooks/default/pushes`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"name":"hook"}' });
  await until('shop-1', ['COMPLETED']);
  await until('shop-2', ['COMPLETED']);
}
