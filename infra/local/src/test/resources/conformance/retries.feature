Feature: Retries

  Scenario: A call is tried again until it succeeds
    Given a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: retry, version: '1.0.0' }
    do:
      - attempt:
          try:
            - charge:
                call: http
                with:
                  method: post
                  endpoint: https://bank.example/charge
                  body: { sum: 5 }
                output: { as: .path }
          catch:
            errors: { with: { status: 422 } }
            retry:
              delay: { seconds: 30 }
              backoff: { exponential: {} }
              limit: { attempt: { count: 5 } }
    """
    And 'https://bank.example/charge' answers 422 the first 2 times
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    /charge
    """
    And at least 'PT30S' should have passed

  Scenario: When the attempts are used up the error goes on
    Given a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: no-retry-left, version: '1.0.0' }
    do:
      - attempt:
          try:
            - charge:
                call: http
                with: { method: post, endpoint: 'https://bank.example/charge' }
          catch:
            errors: { with: { status: 422 } }
            retry:
              delay: { seconds: 1 }
              limit: { attempt: { count: 2 } }
    """
    And 'https://bank.example/charge' answers 422 the first 99 times
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/communication
    status: 422
    """

  Scenario: An error that is not named is not caught
    Given a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: other-error, version: '1.0.0' }
    do:
      - attempt:
          try:
            - fail:
                raise:
                  error: { type: 'https://shop.example/errors/sold-out', status: 409 }
          catch:
            errors: { with: { status: 422 } }
            do:
              - instead: { set: { caught: true } }
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://shop.example/errors/sold-out
    status: 409
    """
    And instead should not run
