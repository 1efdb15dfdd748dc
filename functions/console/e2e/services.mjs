import { createServer } from 'node:http';

/** What a flow calls: answers everything but what is broken. */
export async function services() {
  const server = createServer((request, response) => {
    const broken = request.url.startsWith('/broken');
    response.writeHead(broken ? 422 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(broken ? { error: 'no such warehouse' } : { tier: 'gold', ok: true }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

const SHIP = (url, place) => `call: http
    with: { method: post, endpoint: { uri: '${url}/${place}' }, body: { tier: '\${ .tier }' } }`;

const SHIPPING = {
  '1.0.0': (url) => `- ship:
    ${SHIP(url, 'broken')}`,
  '1.0.1': (url) => `- ship:
    try:
    - nearest:
        ${SHIP(url, 'broken').replace('\n', '\n    ')}
    catch:
      do:
      - elsewhere:
          ${SHIP(url, 'warehouse').replace('\n', '\n      ')}`,
};

/** An order; its first version gives up where the nearest warehouse does not answer, its second asks another. */
export const order = (url, version) => `document:
  dsl: '1.0.3'
  namespace: shop
  name: order
  version: '${version}'
do:
- customer:
    call: http
    with:
      method: get
      endpoint: { uri: '${url}/customers/ann' }
    output: { as: '$input + { tier: .tier }' }
- insure:
    for: { each: item, in: '.items' }
    do:
    - policy:
        call: http
        with:
          method: post
          endpoint: { uri: '${url}/insurances' }
          body: { sku: '\${ $item }' }
        output: { as: '$input' }
${SHIPPING[version](url)}
- thank:
    set: { thanks: true }
`;
