/// The auditor itself: what it must see, and what it must not complain about.
@NullMarked
package dev.belay.testkit.audit;

import org.jspecify.annotations.NullMarked;
