package dev.belay.api.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.api.HookRuntime;
import dev.belay.api.http.Bodies;
import dev.belay.api.http.Cursors;
import dev.belay.api.http.Parameters;
import dev.belay.api.http.Tags;
import dev.belay.api.problem.RefusedException;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.webhook.Delivery;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.sender.Senders;
import dev.belay.webhook.store.TriggerJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Triggers and their inboxes.
@Path("/v1/workspaces/{workspace}/triggers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TriggerResource {
    private static final int LIMIT = 50;
    private static final Pattern LINE = Pattern.compile("[0-9A-Za-z._-]{1,100}");

    private final HookRuntime runtime;
    private final Senders senders = Senders.known();

    @Inject
    TriggerResource(HookRuntime runtime) {
        this.runtime = runtime;
    }

    /// @param next null on the last page
    public record Triggers(List<ObjectNode> triggers, @Nullable String next) {}

    /// @param next null on the last page
    public record Deliveries(List<DeliveryView> deliveries, @Nullable String next) {}

    @GET
    public Triggers listTriggers(
            @PathParam("workspace") String workspace,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        String list = "triggers " + workspace;
        Page<Trigger> page =
                runtime.triggers()
                        .list(
                                new Workspace(workspace),
                                Parameters.limit(limit, LIMIT),
                                Cursors.read(list, cursor));
        return new Triggers(
                page.items().stream().map(TriggerJson::toJson).toList(),
                Cursors.write(list, page.cursor()));
    }

    @GET
    @Path("{trigger}")
    public Response showTrigger(
            @PathParam("workspace") String workspace, @PathParam("trigger") String trigger) {
        return shown(find(workspace, trigger));
    }

    /// Makes the trigger, or replaces it.
    @PUT
    @Path("{trigger}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response putTrigger(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Nullable JsonNode body) {
        ObjectNode definition = TriggerBody.check(Bodies.require(body)).put("id", trigger);
        Trigger made = TriggerJson.read(new Workspace(workspace), definition);
        senders.require(made.sender());
        Optional<Trigger> before = runtime.triggers().find(made.workspace(), made.id());
        if (ifMatch != null) {
            Tags.requireMatch(ifMatch, before.map(TriggerResource::tag).orElse("none"));
        }
        if (ifNoneMatch != null && before.isPresent()) {
            throw RefusedException.changed(tag(before.get()));
        }
        runtime.triggers().put(made);
        return shown(made);
    }

    @DELETE
    @Path("{trigger}")
    public void removeTrigger(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        Trigger known = find(workspace, trigger);
        Tags.requireMatch(ifMatch, tag(known));
        runtime.triggers().remove(known.workspace(), known.id());
    }

    @POST
    @Path("{trigger}/enable")
    public Response enableTrigger(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return turned(find(workspace, trigger), true, ifMatch);
    }

    @POST
    @Path("{trigger}/disable")
    public Response disableTrigger(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return turned(find(workspace, trigger), false, ifMatch);
    }

    @GET
    @Path("{trigger}/deliveries")
    public Deliveries listDeliveries(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Trigger known = find(workspace, trigger);
        String list = "deliveries %s %s".formatted(workspace, trigger);
        Page<Delivery> page =
                runtime.deliveries()
                        .list(
                                known.workspace(),
                                known.id(),
                                Parameters.limit(limit, LIMIT),
                                Cursors.read(list, cursor));
        return new Deliveries(
                page.items().stream().map(DeliveryView::of).toList(),
                Cursors.write(list, page.cursor()));
    }

    @GET
    @Path("{trigger}/deliveries/{line}")
    public DeliveryView showDelivery(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @PathParam("line") String line) {
        return DeliveryView.of(line(find(workspace, trigger), line));
    }

    @POST
    @Path("{trigger}/deliveries/{line}/redeliver")
    public DeliveryView.Result redeliver(
            @PathParam("workspace") String workspace,
            @PathParam("trigger") String trigger,
            @PathParam("line") String line) {
        Trigger known = find(workspace, trigger);
        return DeliveryView.Result.of(
                runtime.webhooks()
                        .redeliver(known.workspace(), known.id(), line(known, line).id()));
    }

    private Delivery line(Trigger trigger, String line) {
        Optional<Delivery> found =
                LINE.matcher(line).matches()
                        ? runtime.deliveries().find(trigger.workspace(), trigger.id(), line)
                        : Optional.empty();
        return found.orElseThrow(() ->
                RefusedException.notFound(
                        "the inbox of trigger '%s' has no such line, or no longer"
                                .formatted(trigger.id())));
    }

    private Response turned(Trigger trigger, boolean enabled, @Nullable String ifMatch) {
        Tags.requireMatch(ifMatch, tag(trigger));
        Trigger turned = trigger.withEnabled(enabled);
        runtime.triggers().put(turned);
        return shown(turned);
    }

    private static Response shown(Trigger trigger) {
        return Response.ok(TriggerJson.toJson(trigger))
                .header(HttpHeaders.ETAG, tag(trigger))
                .build();
    }

    private static String tag(Trigger trigger) {
        return Tags.of(TriggerJson.toJson(trigger).toString());
    }

    private Trigger find(String workspace, String trigger) {
        var of = new Workspace(workspace);
        Optional<Trigger> found =
                Trigger.isId(trigger) ? runtime.triggers().find(of, trigger) : Optional.empty();
        return found.orElseThrow(() ->
                RefusedException.notFound(
                        Trigger.isId(trigger)
                                ? "no trigger is called '%s'; list them to see which there are"
                                        .formatted(trigger)
                                : "a trigger's id has 1 to 64 characters of a-z, 0-9, '-', '.', '_'"));
    }
}
