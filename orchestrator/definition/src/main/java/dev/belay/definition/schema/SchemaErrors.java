package dev.belay.definition.schema;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reduces what a validator says about `oneOf` and `anyOf` to what the author meant.
///
/// A validator reports the mistakes of every alternative. An alternative is what was meant if the
/// value is of its type and has what it requires; if no alternative is, the value as a whole is
/// what is wrong, and one finding says so.
final class SchemaErrors {
    private static final Set<String> NOT_THIS_ONE =
            Set.of("type", "required", "pattern", "const", "enum", "format", "not");

    private final SpecificationSchema specification;

    SchemaErrors(SpecificationSchema specification) {
        this.specification = specification;
    }

    /// A mistake that remains.
    ///
    /// @param at the JSON pointer of the value, inside what was checked
    /// @param schema the JSON pointer of the rule inside the official schema
    /// @param fitting how many alternatives fit where one should, 0 for anything else
    record Finding(Error error, String at, String schema, String keyword, int fitting) {}

    List<Finding> reduce(List<Error> errors) {
        return reduce(errors, 0);
    }

    private List<Finding> reduce(List<Error> errors, int from) {
        var findings = new ArrayList<Finding>();
        var groups = new LinkedHashMap<String, Group>();
        for (Error error : errors) {
            String path = error.getEvaluationPath().toString();
            int combination = combination(path, from);
            if (combination < 0) {
                if (!isEcho(error)) {
                    findings.add(finding(error, 0));
                }
                continue;
            }
            int end = path.indexOf("Of", combination) + 2;
            Group group = groups.computeIfAbsent(path.substring(0, end), _ -> new Group(end));
            if (path.length() == end) {
                group.head = error;
            } else {
                int slash = path.indexOf('/', end + 1);
                String branch = path.substring(end + 1, slash < 0 ? path.length() : slash);
                group.branches
                        .computeIfAbsent(Integer.valueOf(branch), _ -> new ArrayList<>())
                        .add(error);
            }
        }
        groups.values().forEach(group -> findings.addAll(meant(group)));
        return findings;
    }

    private List<Finding> meant(Group group) {
        Error head = group.head;
        if (head == null) {
            Error any = group.branches.values().iterator().next().getFirst();
            return reduce(group.branches.values().iterator().next(), group.from).stream()
                    .findFirst()
                    .map(List::of)
                    .orElseGet(() -> List.of(finding(any, 0)));
        }
        if (head.getArguments().length > 0
                && head.getArguments()[0] instanceof String count
                && !count.equals("0")) {
            return List.of(finding(head, Integer.parseInt(count)));
        }
        String at = head.getInstanceLocation().toString();
        List<Finding> fewest = List.of();
        boolean tie = false;
        for (List<Error> branch : group.branches.values()) {
            List<Finding> reduced = reduce(branch, group.from);
            if (reduced.stream().noneMatch(finding -> rulesOut(finding, at))) {
                return reduced;
            }
            if (fewest.isEmpty() || reduced.size() < fewest.size()) {
                fewest = reduced;
                tie = false;
            } else {
                tie |= reduced.size() == fewest.size();
            }
        }
        boolean choose =
                !tie && head.getInstanceNode() != null && head.getInstanceNode().isObject();
        return choose && !fewest.isEmpty() ? fewest : List.of(finding(head, 0));
    }

    private static boolean rulesOut(Finding finding, String at) {
        return finding.at().equals(at)
                && (NOT_THIS_ONE.contains(finding.keyword()) || finding.keyword().endsWith("Of"));
    }

    /// An object's property counts as not evaluated when its value is wrong; what is wrong with the
    /// value is said anyway.
    private boolean isEcho(Error error) {
        String schema = schemaPointer(error);
        return schema.endsWith("/unevaluatedProperties")
                && specification
                        .properties(schema.substring(0, schema.lastIndexOf('/')))
                        .contains(error.getProperty());
    }

    private static Finding finding(Error error, int fitting) {
        return new Finding(
                error,
                error.getInstanceLocation().toString(),
                schemaPointer(error),
                error.getKeyword(),
                fitting);
    }

    private static String schemaPointer(Error error) {
        String location = error.getSchemaLocation().toString();
        return location.substring(location.indexOf('#') + 1);
    }

    private static int combination(String path, int from) {
        int one = path.indexOf("/oneOf", from);
        int any = path.indexOf("/anyOf", from);
        return one < 0 ? any : any < 0 ? one : Math.min(one, any);
    }

    private static final class Group {
        final int from;
        final Map<Integer, List<Error>> branches = new TreeMap<>();
        @org.jspecify.annotations.Nullable Error head;

        Group(int from) {
            this.from = from;
        }
    }
}
