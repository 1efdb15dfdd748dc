package dev.belay.core.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Names and numbers of the members of a sealed family. The number is the position in the list,
/// from 1: append only, never reorder.
record Kinds(Map<String, Integer> numbers) implements FieldReader.KindNames {
    static Kinds of(List<Class<?>> types) {
        var numbers = new HashMap<String, Integer>();
        for (Class<?> type : types) {
            numbers.put(type.getSimpleName(), numbers.size() + 1);
        }
        return new Kinds(Map.copyOf(numbers));
    }

    /// Writes which member `value` is.
    void write(FieldWriter w, Object value) {
        String name = value.getClass().getSimpleName();
        w.kind(number(name), name);
    }

    @Override
    public int number(String name) {
        return numbers.getOrDefault(name, 0);
    }

    @Override
    public boolean knows(int number) {
        return number >= 1 && number <= numbers.size();
    }
}
