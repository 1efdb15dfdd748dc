/// Where the events of a workspace go: to the runs that listen, and to the triggers that want them.
@NullMarked
package dev.belay.webhook.event;

import org.jspecify.annotations.NullMarked;
