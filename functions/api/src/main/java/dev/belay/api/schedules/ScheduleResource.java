package dev.belay.api.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.api.ApiRuntime;
import dev.belay.api.http.Bodies;
import dev.belay.api.http.IdempotencyKey;
import dev.belay.api.http.Parameters;
import dev.belay.api.runs.ReasonBody;
import dev.belay.api.schedules.ScheduleBodies.Backfill;
import dev.belay.api.schedules.ScheduleBodies.NewSchedule;
import dev.belay.api.schedules.ScheduleBodies.ScheduleAnswer;
import dev.belay.api.schedules.ScheduleBodies.ScheduleRef;
import dev.belay.api.schedules.ScheduleBodies.TriggerSchedule;
import dev.belay.schedule.ScheduleDescription;
import dev.belay.schedule.ScheduleRequests;
import dev.belay.schedule.ScheduleWorkflow;
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
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The schedules of a workspace.
@Path("/v1/workspaces/{workspace}/schedules")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ScheduleResource {
    private final ScheduleService service;

    @Inject
    ScheduleResource(ApiRuntime runtime) {
        this.service = new ScheduleService(runtime);
    }

    @GET
    public Response listSchedules(
            @PathParam("workspace") String workspace,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return Response.ok(service.list(workspace, Parameters.limit(limit, 50), cursor)).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response createSchedule(
            @PathParam("workspace") String workspace, @Nullable NewSchedule body) {
        NewSchedule wanted = Bodies.require(body);
        String run = service.create(workspace, wanted).runId().value();
        String id = Bodies.require("id", wanted.id());
        String place = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return Response.created(
                        URI.create("/v1/workspaces/%s/schedules/%s".formatted(workspace, place)))
                .entity(new ScheduleRef(id, run))
                .build();
    }

    @GET
    @Path("{schedule}")
    public Response showSchedule(
            @PathParam("workspace") String workspace, @PathParam("schedule") String schedule)
            throws InterruptedException {
        ScheduleDescription shown = service.show(workspace, schedule);
        return Response.ok(shown).header(HttpHeaders.ETAG, ScheduleService.tag(shown)).build();
    }

    @PUT
    @Path("{schedule}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response changeSchedule(
            @PathParam("workspace") String workspace,
            @PathParam("schedule") String schedule,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable JsonNode body)
            throws InterruptedException {
        return answer(service.change(workspace, schedule, Bodies.require(body), ifMatch));
    }

    @DELETE
    @Path("{schedule}")
    public Response deleteSchedule(
            @PathParam("workspace") String workspace,
            @PathParam("schedule") String schedule,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context ContainerRequestContext request)
            throws InterruptedException {
        return answer(
                service.ask(
                        workspace,
                        schedule,
                        ScheduleWorkflow.DELETE,
                        new ScheduleRequests.Delete(null),
                        ifMatch,
                        IdempotencyKey.mark(request)));
    }

    @POST
    @Path("{schedule}/pause")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response pauseSchedule(
            @PathParam("workspace") String workspace,
            @PathParam("schedule") String schedule,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ReasonBody body,
            @Context ContainerRequestContext request)
            throws InterruptedException {
        var pause = new ScheduleRequests.Pause(ReasonBody.orNone(body).reason());
        return answer(
                service.ask(
                        workspace,
                        schedule,
                        ScheduleWorkflow.PAUSE,
                        pause,
                        ifMatch,
                        IdempotencyKey.mark(request)));
    }

    @POST
    @Path("{schedule}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response resumeSchedule(
            @PathParam("workspace") String workspace,
            @PathParam("schedule") String schedule,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable ReasonBody body,
            @Context ContainerRequestContext request)
            throws InterruptedException {
        var resume = new ScheduleRequests.Resume(ReasonBody.orNone(body).reason());
        return answer(
                service.ask(
                        workspace,
                        schedule,
                        ScheduleWorkflow.RESUME,
                        resume,
                        ifMatch,
                        IdempotencyKey.mark(request)));
    }

    @POST
    @Path("{schedule}/trigger")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response triggerSchedule(
            @PathParam("workspace") String workspace,
            @PathParam("schedule") String schedule,
            @Nullable TriggerSchedule body,
            @Context ContainerRequestContext request)
            throws InterruptedException {
        var trigger = new ScheduleRequests.Trigger(body == null ? null : body.overlap());
        return answer(
                service.ask(
                        workspace,
                        schedule,
                        ScheduleWorkflow.TRIGGER,
                        trigger,
                        null,
                        IdempotencyKey.mark(request)));
    }

    @POST
    @Path("{schedule}/backfill")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response backfillSchedule(
            @PathParam("workspace") String workspace,
            @PathParam("schedule") String schedule,
            @Nullable Backfill body,
            @Context ContainerRequestContext request)
            throws InterruptedException {
        Backfill wanted = Bodies.require(body);
        if (wanted.from() == null || wanted.to() == null) {
            throw Parameters.invalid("the request has no 'from' or no 'to'");
        }
        return answer(
                service.ask(
                        workspace,
                        schedule,
                        ScheduleWorkflow.BACKFILL,
                        new ScheduleRequests.Backfill(wanted.from(), wanted.to(), wanted.overlap()),
                        null,
                        IdempotencyKey.mark(request)));
    }

    private static Response answer(ScheduleRequests.Answer answer) {
        return Response.ok(ScheduleAnswer.of(answer)).build();
    }
}
