package io.github.langfast2api.http.connection;

import io.helidon.common.context.Context;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.http.DirectHandlers;
import java.util.concurrent.ExecutorService;

/** What Helidon's connections ask of the {@link HttpListener} that they belong to. */
record ServedListener(
    ListenerConfig config, Context context, MediaContext mediaContext, ExecutorService executor)
    implements ListenerContext {

  @Override
  public ContentEncodingContext contentEncodingContext() {
    return config.contentEncoding().orElseGet(ContentEncodingContext::create);
  }

  @Override
  public DirectHandlers directHandlers() {
    return config.directHandlers().orElseGet(DirectHandlers::create);
  }
}
