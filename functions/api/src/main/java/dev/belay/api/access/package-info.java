/// Who may do what: callers, their credentials and roles, and the gate that every request passes.
@NullMarked
package dev.belay.api.access;

import org.jspecify.annotations.NullMarked;
