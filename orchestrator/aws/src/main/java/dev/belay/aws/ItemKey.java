package dev.belay.aws;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an item is stored under.
record ItemKey(String partition, String sort) {
    static ItemKey of(Map<String, AttributeValue> item) {
        return new ItemKey(Items.text(item, Items.PARTITION), Items.text(item, Items.SORT));
    }

    Map<String, AttributeValue> attributes() {
        return Map.of(Items.PARTITION, Items.text(partition), Items.SORT, Items.text(sort));
    }
}
