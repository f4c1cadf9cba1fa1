package io.orra.it.frame;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The one HTTP client of the tests; it remembers every answer for the search for secrets. */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private Http() {}

    public static Answer send(HttpRequest.Builder request) {
        try {
            Answer answer = Answer.of(
                    CLIENT.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString()));
            return answer;
        } catch (IOException away) {
            throw new AssertionError("no answer: " + away, away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** As {@link #send}, for answers of the API: each is held against its contract. */
    static Answer sendToOrra(HttpRequest.Builder request) {
        Answer answer = sendToAgent(request);
        Contract.check(request.build(), answer);
        return answer;
    }

    /** As {@link #send}, for answers of an agent's port, where the API's contract does not hold. */
    static Answer sendToAgent(HttpRequest.Builder request) {
        Answer answer = send(request);
        SEEN.add(answer.raw().headers().map() + "\n" + answer.body());
        return answer;
    }

    /** Headers and bodies of all answers of the product so far. */
    public static List<String> seen() {
        return List.copyOf(SEEN);
    }

    static HttpRequest.Builder to(String address) {
        return HttpRequest.newBuilder(URI.create(address));
    }
}
