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

/** An order that is shipped from a warehouse; the first version asks at a wrong address. */
export const order = (url, version, warehouse) => `document:
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
- ship:
    call: http
    with:
      method: post
      endpoint: { uri: '${url}/${warehouse}' }
      body: { tier: '\${ .tier }' }
- thank:
    set: { thanks: true }
`;
