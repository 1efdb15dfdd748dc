package dev.belay.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The description of the API, for tools.
@Path("/v1/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public class DescriptionResource {
    @GET
    public JsonNode describe() {
        return Description.document();
    }
}
