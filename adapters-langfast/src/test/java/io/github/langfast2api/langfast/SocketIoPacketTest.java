package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.langfast2api.langfast.wire.Utf8Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketIoPacketTest {

  @Test
  void aPingBringsItsData() {
    assertEquals(new SocketIoPacket.Ping(""), parse("2"));
    assertEquals(new SocketIoPacket.Ping("probe"), parse("2probe"));
    assertEquals("3probe", SocketIoPacket.pong("probe"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "1 Close",
        "40 Connect",
        "40{\"sid\":\"x\"} Connect",
        "41 Disconnect",
        "41/, Disconnect"
      })
  void packetsAreToldApart(String text, String kind) {
    assertEquals(kind, parse(text).getClass().getSimpleName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42[\"a\",1]",
        "4217[\"a\",1]",
        "42/,[\"a\",1]",
        "42/,17[\"a\",1]",
        "451-[\"a\",1]",
        "451-/,17[\"a\",1]"
      })
  void anEventBringsItsArguments(String text) {
    assertEquals(
        "[\"a\",1]", assertInstanceOf(SocketIoPacket.Event.class, parse(text)).arguments().text());
  }

  @Test
  void aRefusalBringsItsReason() {
    SocketIoPacket refused = parse("44{\"message\":\"expired\"}");
    assertEquals(
        "{\"message\":\"expired\"}",
        assertInstanceOf(SocketIoPacket.ConnectError.class, refused).reason().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3",
        "5",
        "6",
        "4",
        "43[1]",
        "46-[1]",
        "47",
        "42/admin,[\"a\"]",
        "40/admin,{}",
        "hello",
        "\ud83d\ude00"
      })
  void whatIsOfNoUseIsPassedOver(String text) {
    assertEquals(new SocketIoPacket.Other(), parse(text));
  }

  private static SocketIoPacket parse(String text) {
    return SocketIoPacket.parse(Utf8Slice.of(text));
  }
}
