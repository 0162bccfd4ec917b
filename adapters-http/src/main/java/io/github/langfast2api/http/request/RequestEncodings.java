package io.github.langfast2api.http.request;

import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.HttpErrors;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.encoding.ContentEncodingContextConfig;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Takes bodies that were compressed and compresses none: an event that waits in a compressor is no
 * event.
 *
 * <p>The server is told that every encoding is supported and changes nothing. It would refuse some
 * before there is a request to answer, and decompress what nobody reads. So who reads a body has it
 * {@link #decoded}.
 */
public final class RequestEncodings implements ContentEncodingContext {

  private final ContentEncodingContextConfig config =
      ContentEncodingContextConfig.builder()
          .contentEncodingsDiscoverServices(false)
          .buildPrototype();

  /**
   * The body as it was before it was compressed, of whatever length that is.
   *
   * @throws ApiException if the encoding is not known here
   * @throws IOException if the body is not encoded as it says
   */
  static InputStream decoded(Headers headers, InputStream body) throws IOException {
    String encoding = headers.first(HeaderNames.CONTENT_ENCODING).orElse("");
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> new GZIPInputStream(body);
      default ->
          throw new ApiException(
              HttpErrors.mediaType("Unsupported content encoding: a body may be gzip, or as it is.")
                  .withHeader("accept-encoding", "gzip"));
    };
  }

  @Override
  public boolean contentDecodingEnabled() {
    return true;
  }

  @Override
  public boolean contentDecodingSupported(String encoding) {
    return true;
  }

  @Override
  public ContentDecoder decoder(String encoding) {
    return ContentDecoder.NO_OP;
  }

  @Override
  public boolean contentEncodingEnabled() {
    return false;
  }

  @Override
  public boolean contentEncodingSupported(String encoding) {
    return false;
  }

  @Override
  public ContentEncoder encoder(String encoding) {
    return ContentEncoder.NO_OP;
  }

  @Override
  public ContentEncoder encoder(Headers headers) {
    return ContentEncoder.NO_OP;
  }

  @Override
  public ContentEncodingContextConfig prototype() {
    return config;
  }
}
