Feature: Hosts that die

  Scenario Outline: A flow comes to the same end whatever dies on the way
    Given a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: crashes, version: '1.0.0' }
    do:
      - attempt:
          try:
            - charge:
                call: http
                with: { method: post, endpoint: 'https://bank.example/charge', body: { sum: 5 } }
                output: { as: .body.sum }
          catch:
            errors: { with: { status: 422 } }
            retry: { delay: { seconds: 3 }, limit: { attempt: { count: 4 } } }
      - rest: { wait: { days: 7 } }
      - each:
          for: { each: item, in: '[1, 2, 3]' }
          do:
            - tell:
                emit: { event: { with: { source: 'https://kit.example', type: kit.item, data: '${ $item }' } } }
                output: { as: .data }
      - finish: { set: { last: '${ . }' } }
    """
    And 'https://bank.example/charge' answers 422 the first 2 times
    And every host dies after its <effects>th effect
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    last: 3
    """
    And at least 'P7D' should have passed
    And hosts should have died

    Examples:
      | effects |
      | 5       |
      | 6       |
      | 7       |
      | 11      |
      | 17      |
