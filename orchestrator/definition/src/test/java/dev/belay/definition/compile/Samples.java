package dev.belay.definition.compile;

/// Definitions that several tests look at.
final class Samples {
    /// One of each kind of task and of each component.
    static final String EVERYTHING =
            """
            document:
              dsl: '1.0.3'
              namespace: test
              name: everything
              version: '1.2.3'
              title: Everything
              tags: { team: core }
              metadata:
                belay:
                  lane: automation
                  timezone: Europe/Paris
                  concurrency: { limit: 5, overflow: skip }
                  idempotencyKey: .order.id
                  creditLimit: 1000
                  triggers:
                  - { name: orders, type: webhook, path: /orders }
            schedule:
              cron: 0 9 * * MON-FRI
              on: { one: { with: { type: com.example.ordered } } }
            input:
              schema: { document: { type: object } }
              from: .body
            use:
              secrets: [ login, api-key ]
              timeouts: { short: { after: PT40S } }
              errors:
                gone: { type: https://example.com/errors/gone, status: 410, title: gone }
              retries:
                thrice:
                  delay: PT1S
                  backoff: { exponential: { maxDelay: PT1M } }
                  jitter: { from: PT0S, to: { milliseconds: 500 } }
                  limit: { attempt: { count: 3, duration: PT30S }, duration: PT10M }
              authentications:
                shop: { basic: { use: login } }
            do:
            - request:
                call: http
                with:
                  method: post
                  endpoint: { uri: 'https://shop.example.com/{order}', authentication: { use: shop } }
                  headers: { X-Key: '${ $secrets["api-key"] }' }
                  query: { q: '${ .q }' }
                  body: { items: '${ .items }', fixed: [ 1, 2.5, true, null ] }
                timeout: short
                export: { as: '$context + { answer: . }' }
                metadata:
                  belay:
                    retry: { maxAttempts: 5, delay: PT2S, maxDelay: PT1M, jitter: 0.1, nonRetryable: [ http-404 ] }
                    timeout: { attempt: PT20S }
                    atMostOnce: true
                    idempotencyKey: .order
            - attempt:
                try:
                - post:
                    call: slack.chat.postMessage:1.0.0@default
                    with: { connection: main, channel: general }
                catch:
                  errors: { with: { status: 503 } }
                  as: problem
                  when: $problem.status > 500
                  retry: thrice
                  do:
                  - note: { set: { failed: '${ $problem.title }' } }
            - each:
                for: { each: pet, in: .pets, at: i }
                do:
                - one: { set: { name: '${ $pet.name }', at: '${ $i }' } }
                metadata: { loop: { concurrency: 10, batchSize: 100, onItemError: continue } }
            - choose:
                switch:
                - big: { when: .total > 100, then: hear }
                - other: { then: both }
            - both:
                fork:
                  compete: true
                  branches:
                  - left: { wait: { seconds: 1 } }
                  - right: { wait: PT2S }
            - hear:
                listen:
                  read: envelope
                  to:
                    any:
                    - with: { type: com.example.paid, data: '${ .amount > 5 }' }
                      correlate: { order: { from: .data.order, expect: '${ $input.order }' } }
                    until: . | length > 2
                foreach:
                  item: event
                  do: [ { keep: { set: { e: '${ $event }' } } } ]
            - tell: { emit: { event: { with: { source: https://example.com, type: com.example.done, data: { id: '${ .order }' } } } } }
            - child:
                run: { workflow: { namespace: test, name: child, version: 2.0.0, input: { a: '${ .x }' } }, await: false }
                metadata: { idempotencyKey: .order }
            - pause: { if: .slow, wait: PT5M }
            - fail: { raise: { error: gone }, if: .broken }
            """;

    private Samples() {}
}
