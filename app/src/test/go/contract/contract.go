// Package contract is what is asked of every client that is written in Go. A client's test says with which of the client's own
// calls it is done. BASE_URL, API_KEY and UPSTREAM_URL say where and how, COMPATIBILITY where the result is to be written.
package contract

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// Library is a client's package. Refusal reads the HTTP status and the message of an error of its own kind, 0 if it is none.
type Library struct {
	ID      string
	Name    string
	Module  string
	Connect func(baseURL, apiKey string) Client
	Refusal func(error) (status int, message string)
}

// Client is a client as a program uses it.
type Client interface {
	// Models gives the ids of all models.
	Models(ctx context.Context) ([]string, error)
	// Model gives the id of the model that was asked for by it.
	Model(ctx context.Context, id string) (string, error)
	// Answer asks for an answer as JSON.
	Answer(ctx context.Context, question Question) (Reply, error)
	// Stream asks for a stream, tells its pieces of text as they come, and gives what was gathered of it.
	Stream(ctx context.Context, question Question, piece func(string)) (Reply, error)
	// Parse asks for an answer in the form of a City, and reads it.
	Parse(ctx context.Context, question Question) (City, error)
	// Calls asks with Tools and tells what the model calls of them. A choice is "", "required" or the name of a tool.
	Calls(ctx context.Context, question Question, choice string, stream bool) (ToolReply, error)
	// Loop asks with Tools until the model calls no more, has each of its calls run, and gives its last text.
	Loop(ctx context.Context, question Question, run func(name, arguments string) string, stream bool) (string, error)
}

// Question is what is to be asked; a temperature of 0 is not sent.
type Question struct {
	Model       string
	Content     string
	Temperature float32
}

// Reply is a finished answer, as the client has it.
type Reply struct {
	Text   string
	Finish string
	Usage  Usage
}

// Usage counts tokens.
type Usage struct{ Prompt, Completion, Total int }

// City is a form for answers.
type City struct {
	Name   string   `json:"name"`
	Rivers []string `json:"rivers"`
	People int      `json:"people"`
}

const (
	text = "Words in \"quotes\", ünïcode 你好 😀\nand a second line."
	// A gateway that is slow may join what comes at once, but not what comes long after.
	inTwo = `{"steps": [{"say": "Words in \"quotes\","}, {"pause": 200}, {"say": " ünïcode 你好 😀\nand a second line."}, {"end": "stop"}]}`
	// Longer than the ten seconds for which the gateway lets a stream be silent.
	afterSilence = `{"steps": [{"pause": 11000}, {"fail": "it broke off"}]}`
	// A run that lasts longer than anybody waits for it to be freed.
	longRun = `{"steps": [{"slowly": ["word ", 50, 300]}, {"end": "stop"}]}`
)

type check struct {
	id  string
	run func(*testing.T, Library, Client)
}

var checks = []check{
	{"list-models", listsModels},
	{"get-model", getsModel},
	{"answer", getsAnswer},
	{"stream", getsStream},
	{"usage", readsUsage},
	{"stream-usage", readsUsageOfStream},
	{"structured-output", parses},
	{"tool-call", callsTool},
	{"parallel-tool-calls", callsTwoToolsAtOnce},
	{"required-tool-call", isForcedToCall},
	{"named-tool-call", isForcedToCallOneTool},
	{"tool-loop", goesOnAfterResults},
	{"wrong-key", tellsWrongKey},
	{"unknown-model", tellsUnknownModel},
	{"bad-request", tellsBadRequest},
	{"mid-stream-failure", tellsFailureInMidStream},
	{"silent-failure", tellsFailureAfterSilence},
	{"abort", freesRun},
}

// Keep has a client do all of it, and writes down what came of it.
func Keep(t *testing.T, library Library) {
	outcomes := map[string]string{}
	for _, check := range checks {
		outcomes[check.id] = "fails"
		passed := t.Run(check.id, func(t *testing.T) {
			check.run(t, library, library.Connect(os.Getenv("BASE_URL"), os.Getenv("API_KEY")))
		})
		if passed {
			outcomes[check.id] = "passes"
		}
	}
	write(t, library, outcomes)
}

func ask(content string) Question {
	return Question{Model: "gpt-4.1", Content: content}
}

func listsModels(t *testing.T, _ Library, client Client) {
	ids, err := client.Models(t.Context())
	require(t, err == nil && len(ids) == 17 && slices.Contains(ids, "gpt-4.1"), "%v %v", ids, err)
}

func getsModel(t *testing.T, library Library, client Client) {
	id, err := client.Model(t.Context(), "gpt-4.1")
	require(t, err == nil && id == "gpt-4.1", "%v %v", id, err)
	_, err = client.Model(t.Context(), "gpt-9")
	status, _ := library.Refusal(err)
	require(t, status == 404, "%v", err)
}

func getsAnswer(t *testing.T, _ Library, client Client) {
	reply, err := client.Answer(t.Context(), ask("say "+text))
	require(t, err == nil && reply.Text == text && reply.Finish == "stop", "%v %v", reply, err)
}

func getsStream(t *testing.T, _ Library, client Client) {
	var pieces []string
	reply, err := client.Stream(t.Context(), ask(inTwo), func(piece string) { pieces = append(pieces, piece) })
	require(t, err == nil && reply.Text == text && reply.Finish == "stop", "%v %v", reply, err)
	require(t, len(pieces) > 1 && strings.Join(pieces, "") == text, "%v", pieces)
}

func readsUsage(t *testing.T, _ Library, client Client) {
	reply, err := client.Answer(t.Context(), ask("say one two three"))
	requireTokens(t, reply, err)
}

func readsUsageOfStream(t *testing.T, _ Library, client Client) {
	reply, err := client.Stream(t.Context(), ask("say one two three"), func(string) {})
	requireTokens(t, reply, err)
}

func requireTokens(t *testing.T, reply Reply, err error) {
	usage := reply.Usage
	require(t, err == nil && usage.Prompt > 0 && usage.Completion > 0, "%v %v", usage, err)
	require(t, usage.Total == usage.Prompt+usage.Completion, "%v", usage)
}

func parses(t *testing.T, _ Library, client Client) {
	city, err := client.Parse(t.Context(), ask(`schema {"name": "Basel", "rivers": ["Rhine", "Birs"], "people": 173863}`))
	require(t, err == nil && city.Name == "Basel" && len(city.Rivers) == 2 && city.People == 173863, "%v %v", city, err)
}

func tellsWrongKey(t *testing.T, library Library, _ Client) {
	stranger := library.Connect(os.Getenv("BASE_URL"), "sk-of-a-stranger")
	requireRefused(t, library, stranger, ask("say x"), 401, "Incorrect API key")
}

func tellsUnknownModel(t *testing.T, library Library, client Client) {
	requireRefused(t, library, client, Question{Model: "gpt-9", Content: "say x"}, 404, "gpt-9")
}

func tellsBadRequest(t *testing.T, library Library, client Client) {
	question := ask("say x")
	question.Temperature = 3
	requireRefused(t, library, client, question, 400, "temperature")
}

func requireRefused(t *testing.T, library Library, client Client, question Question, status int, words string) {
	_, whole := client.Answer(t.Context(), question)
	_, streamed := client.Stream(t.Context(), question, func(string) {})
	for _, err := range []error{whole, streamed} {
		told, message := library.Refusal(err)
		require(t, told == status && strings.Contains(message, words), "%v: %s", err, message)
	}
}

func tellsFailureInMidStream(t *testing.T, library Library, client Client) {
	requireFailure(t, library, client, "breakoff some text", "some text")
}

func tellsFailureAfterSilence(t *testing.T, library Library, client Client) {
	requireFailure(t, library, client, afterSilence, "")
}

func requireFailure(t *testing.T, library Library, client Client, script, said string) {
	var shown strings.Builder
	_, err := client.Stream(t.Context(), ask(script), func(piece string) { shown.WriteString(piece) })
	require(t, err != nil && strings.Contains(err.Error(), "broke off"), "%v", err)
	status, _ := library.Refusal(err)
	require(t, status == 0, "it had a status: %v", err)
	require(t, shown.String() == said, "%s", shown.String())
}

func freesRun(t *testing.T, _ Library, client Client) {
	untilNoRunIsHeld(t, 30*time.Second)
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	held := 0
	_, err := client.Stream(ctx, ask(longRun), func(piece string) {
		if piece != "" && held == 0 {
			held = heldRuns(t)
			leave()
		}
	})
	require(t, errors.Is(err, context.Canceled), "%v", err)
	require(t, held == 1, "%d runs were held", held)
	untilNoRunIsHeld(t, 10*time.Second)
}

func untilNoRunIsHeld(t *testing.T, patience time.Duration) {
	for end := time.Now().Add(patience); heldRuns(t) > 0; time.Sleep(20 * time.Millisecond) {
		require(t, time.Now().Before(end), "a run is still held")
	}
}

// With a socket for each run, the runs that the gateway holds are the sockets that the upstream counts.
func heldRuns(t *testing.T) int {
	response, err := http.Get(os.Getenv("UPSTREAM_URL") + "/counts")
	require(t, err == nil, "%v", err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require(t, err == nil, "%v", err)
	var counts struct{ Sockets int }
	require(t, json.Unmarshal(body, &counts) == nil, "%s", body)
	return counts.Sockets
}

func require(t *testing.T, holds bool, format string, args ...any) {
	t.Helper()
	if !holds {
		t.Fatalf(format, args...)
	}
}
