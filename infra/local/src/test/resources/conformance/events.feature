Feature: Events

  Scenario: A flow waits for the event that it listens for
    Given a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: listen, version: '1.0.0' }
    do:
      - paid:
          listen: { to: { one: { with: { type: shop.paid } } } }
          output: { as: '.[0].sum' }
    """
    When the workflow is started
    And the event is published:
    """yaml
    { specversion: '1.0', id: a, source: /shop, type: shop.refunded, data: { sum: 1 } }
    """
    And 'P3D' passes
    Then the workflow should still run
    When the event is published:
    """yaml
    { specversion: '1.0', id: b, source: /shop, type: shop.paid, data: { sum: 2 } }
    """
    Then the workflow should complete with output:
    """yaml
    2
    """

  Scenario: A flow hears what another task of it emits
    Given a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: self, version: '1.0.0' }
    do:
      - both:
          fork:
            branches:
              - hear:
                  listen: { to: { one: { with: { type: kit.said } } } }
                  output: { as: '.[0].word' }
              - say:
                  emit: { event: { with: { source: 'https://kit.example', type: kit.said, data: { word: hello } } } }
                  output: { as: .type }
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    [ hello, kit.said ]
    """

  Scenario: A flow hears what a flow that it started emits
    Given a published workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: teller, version: '1.0.0' }
    do:
      - say:
          emit: { event: { with: { source: 'https://kit.example', type: kit.told, data: { number: '${ .number }' } } } }
    """
    And a workflow with definition:
    """yaml
    document: { dsl: '1.0.3', namespace: kit, name: hearer, version: '1.0.0' }
    do:
      - ask:
          run: { workflow: { namespace: kit, name: teller, version: '1.0.0', input: { number: 7 } }, await: false }
      - hear:
          listen: { to: { one: { with: { type: kit.told } } } }
          output: { as: '.[0].number' }
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    7
    """
