package dev.belay.api.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.api.masking.Masker;
import dev.belay.api.words.Narrator;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.json.JsonHistories;

/// Events as they are shown.
public final class HistoryLines {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private HistoryLines() {}

    /// @param narrator has been told what the event refers to
    public static HistoryPage.Line line(
            Batch batch, int index, HistoryEvent event, Narrator narrator, Masker masker) {
        return new HistoryPage.Line(
                batch.number(),
                index,
                batch.time(),
                type(event),
                narrator.text(event, batch.time()),
                event instanceof CommandIssued(int id, _) ? id : null,
                masker.maskEvent(json(event)));
    }

    private static String type(HistoryEvent event) {
        return event instanceof CommandIssued(_, var command)
                ? command.getClass().getSimpleName()
                : event.getClass().getSimpleName();
    }

    private static JsonNode json(HistoryEvent event) {
        try {
            return MAPPER.readTree(JsonHistories.write(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
