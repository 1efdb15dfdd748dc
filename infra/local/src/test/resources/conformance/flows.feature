Feature: Flows that run flows

  Scenario: The output of a sub-flow is the output of the task
    Given a published workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: double, version: '1.0.0' }
    do:
      - compute: { set: { twice: '${ .number * 2 }' } }
    """
    And a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: parent, version: '1.0.0' }
    do:
      - child:
          run: { workflow: { namespace: kit, name: double, version: '1.0.0', input: { number: '${ .n }' } } }
    """
    And given the workflow input is:
    """yaml
    n: 21
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    twice: 42
    """

  Scenario: The error of a sub-flow can be caught
    Given a published workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: failing, version: '1.0.0' }
    do:
      - fail: { raise: { error: { type: 'https://kit.example/errors/no', status: 400, title: No } } }
    """
    And a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: careful, version: '1.0.0' }
    do:
      - attempt:
          try:
            - child: { run: { workflow: { namespace: kit, name: failing, version: '1.0.0' } } }
          catch:
            as: problem
            do:
              - instead: { set: { type: '${ $problem.type }' } }
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    type: https://kit.example/errors/no
    """

  Scenario: What is exported is there for later tasks
    Given a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: export, version: '1.0.0' }
    do:
      - one: { set: { a: 1 }, export: { as: '$context + { one: .a }' } }
      - two: { set: { b: 2 }, export: { as: '$context + { two: .b }' } }
      - three: { set: '${ $context }' }
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    { one: 1, two: 2 }
    """
    And two should run after one

  Scenario: A task whose condition does not hold is skipped
    Given a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: skip, version: '1.0.0' }
    do:
      - one: { set: { a: 1 } }
      - two: { if: .a > 1, set: { a: 2 } }
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    a: 1
    """
    And two should not run
