package dev.belay.examples.orderfollowup;

import java.time.Instant;
import java.util.List;

/// How an order was followed up.
///
/// @param contact who made the call: a person for a large order, `service desk` for others
/// @param reservations in the order of the items
public record FollowUp(String contact, List<String> reservations, Instant calledAt) {}
