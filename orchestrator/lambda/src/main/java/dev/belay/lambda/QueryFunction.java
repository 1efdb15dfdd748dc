package dev.belay.lambda;

import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// Answers queries, for whoever may invoke it. Its role may only read.
@RegisterForReflection(
        targets = {
            QueryHandler.Request.class,
            QueryHandler.Answer.class,
            QueryHandler.Problem.class
        })
public class QueryFunction {
    private final QueryHandler handler;

    QueryFunction(QueryHandler handler) {
        this.handler = handler;
    }

    @Funq("query")
    public QueryHandler.Answer answer(QueryHandler.Request request) {
        return handler.answer(request);
    }
}
