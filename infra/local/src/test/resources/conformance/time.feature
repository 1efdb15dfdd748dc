Feature: Waits and timeouts

  Scenario: A wait of days takes days
    Given a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: wait, version: '1.0.0' }
    do:
      - before: { set: { at: before } }
      - rest: { wait: { days: 2 } }
      - after: { set: { at: after } }
    """
    When the workflow is started
    And 'PT47H' passes
    Then the workflow should still run
    And after should not run
    When 'PT2H' passes
    Then the workflow should complete with output:
    """yaml
    at: after
    """
    And before should run first
    And after should run last

  Scenario: A task that takes too long times out
    Given a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: timeout, version: '1.0.0' }
    do:
      - slow:
          timeout: { after: { minutes: 5 } }
          listen: { to: { one: { with: { type: kit.never } } } }
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/timeout
    status: 408
    """
    And less than 'PT1H' should have passed

  Scenario: A timeout can be caught
    Given a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: caught-timeout, version: '1.0.0' }
    do:
      - attempt:
          try:
            - slow:
                timeout: { after: { seconds: 10 } }
                listen: { to: { one: { with: { type: kit.never } } } }
          catch:
            errors:
              with: { type: https://serverlessworkflow.io/spec/1.0.0/errors/timeout }
            do:
              - instead: { set: { late: true } }
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    late: true
    """
    And at least 'PT10S' should have passed
    And less than 'PT1H' should have passed
