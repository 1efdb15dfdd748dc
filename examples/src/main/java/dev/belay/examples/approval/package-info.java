/// Asks a person and waits: signals, a query, an update, a reminder and a deadline.
@NullMarked
package dev.belay.examples.approval;

import org.jspecify.annotations.NullMarked;
