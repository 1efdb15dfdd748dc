Feature: Loops over many items

  Scenario: Two thousand items one after the other
    Given a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: sequence, version: '1.0.0' }
    do:
      - each:
          for: { each: item, in: .numbers }
          do:
            - add: { set: { sum: '${ (.sum // 0) + $item }' } }
    """
    And given the workflow input has 'numbers' from 1 to 2000
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    sum: 2001000
    """

  Scenario: Two thousand items side by side, some of which fail
    Given a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: parallel, version: '1.0.0' }
    do:
      - each:
          for: { each: item, in: .numbers }
          metadata: { loop: { concurrency: 50, batchSize: 200, onItemError: continue } }
          do:
            - refuse:
                if: $item % 1000 == 0
                raise: { error: { type: 'https://kit.example/errors/no', status: 400 } }
            - take: { set: { item: '${ $item }' } }
          output: { as: '{ total, failed, pages: (.pages | length) }' }
    """
    And given the workflow input has 'numbers' from 1 to 2000
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    { total: 2000, failed: 2, pages: 10 }
    """
