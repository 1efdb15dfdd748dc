package dev.belay.local.cost;

import java.util.ArrayList;
import java.util.List;

/// What another service counts, and what it publishes as the price of one: without the functions or
/// workers that do the work, and without what it stores.
///
/// @param source the page of its price, as of a month
public record Rival(String name, String unit, double price, String source, String asOf) {
    public static List<Rival> all() {
        var list = new PriceList();
        var rivals = new ArrayList<Rival>();
        for (int i = 1; list.has("rival.%d.name".formatted(i)); i++) {
            String at = "rival.%d.".formatted(i);
            rivals.add(
                    new Rival(
                            list.text(at + "name"),
                            list.text(at + "unit"),
                            list.number(at + "price"),
                            list.text(at + "source"),
                            list.text(at + "asOf")));
        }
        return List.copyOf(rivals);
    }

    /// One for the start of each run, and one for each activity, local activity and wait: what all
    /// of them count at the least.
    public static long units(Workload workload) {
        return workload.runs()
                * (1L + workload.activities() + workload.localActivities() + workload.waits());
    }

    public double dollars(Workload workload) {
        return (double) units(workload) * price;
    }
}
