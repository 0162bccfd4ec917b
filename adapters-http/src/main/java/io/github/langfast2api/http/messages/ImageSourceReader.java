package io.github.langfast2api.http.messages;

import io.github.langfast2api.domain.Part;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.http.request.ImageUrl;
import java.util.Optional;
import java.util.Set;

/** The reader of images: one in the request becomes a {@code data:} URL. */
final class ImageSourceReader {

  private static final Set<String> MEDIA_TYPES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  private ImageSourceReader() {}

  /** Reads a block of type {@code image} of a conversation. */
  static Part.Image read(Fields block, ConversationTurns turns) {
    Fields source = block.requiredObject("source");
    String type = source.requiredString("type");
    String url =
        switch (type) {
          case "base64" -> turns.reserved(dataUrl(source));
          case "url" -> ImageUrl.read(source, "url");
          default -> throw InvalidRequest.unsupportedValue(source.path("type"), type);
        };
    return new Part.Image(url, Optional.empty());
  }

  private static String dataUrl(Fields source) {
    String mediaType =
        source
            .enumValue("media_type", MEDIA_TYPES)
            .orElseThrow(() -> InvalidRequest.missing(source.path("media_type")));
    String data = source.requiredString("data");
    if (!isBase64(data)) {
      throw InvalidRequest.invalidValue(source.path("data"), "an image in base64", data);
    }
    return "data:" + mediaType + ";base64," + data;
  }

  /** Whether a text is base64 with padding (RFC 4648, section 4), and not empty. */
  private static boolean isBase64(String data) {
    int end = data.length();
    while (end > data.length() - 2 && end > 0 && data.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = data.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letter && !(c >= '0' && c <= '9') && c != '+' && c != '/') {
        return false;
      }
    }
    return end > 0 && data.length() % 4 == 0;
  }
}
