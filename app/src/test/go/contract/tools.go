package contract

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"testing"
)

// Tool is what a model may call.
type Tool struct {
	Name, Description string
	Parameters        map[string]any
}

// Call is what a model has called.
type Call struct{ ID, Name, Arguments string }

// ToolReply is an answer in which tools are called.
type ToolReply struct {
	Text   string
	Calls  []Call
	Finish string
}

// Tools are those that every client offers.
var Tools = []Tool{
	{"get_weather", "Tells the weather of some days.", object(map[string]any{
		"city": map[string]any{"type": "string"},
		"days": map[string]any{"type": "integer"},
	}, "city", "days")},
	{"get_time", "Tells the time.", object(map[string]any{"city": map[string]any{"type": "string"}}, "city")},
}

func object(properties map[string]any, required ...string) map[string]any {
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

var (
	zurich = Call{Name: "get_weather", Arguments: `{"city":"Zürich \"old town\"","days":3}`}
	oslo   = Call{Name: "get_weather", Arguments: `{"city":"Oslo","days":1}`}
	rome   = Call{Name: "get_time", Arguments: `{"city":"Rome"}`}
	callID = regexp.MustCompile("^call_[A-Za-z0-9]{24}$")
)

func callsTool(t *testing.T, _ Library, client Client) {
	requireCalls(t, client, turns("Let me look.\n"+block(zurich)), "", ToolReply{"Let me look.", []Call{zurich}, "tool_calls"})
}

func callsTwoToolsAtOnce(t *testing.T, _ Library, client Client) {
	both := block(oslo) + block(rome)
	question := turns(both, "{messages}")
	requireCalls(t, client, question, "", ToolReply{"", []Call{oslo, rome}, "tool_calls"})
	results := result(1, oslo) + "\n" + result(2, rome)
	requireLoop(t, client, question, []Call{oslo, rome}, both, results)
}

// The model calls when it is asked once more, which it is where a call was forced.
func isForcedToCall(t *testing.T, _ Library, client Client) {
	requireCalls(t, client, turns("It is noon.", block(rome)), "required", ToolReply{"", []Call{rome}, "tool_calls"})
}

func isForcedToCallOneTool(t *testing.T, _ Library, client Client) {
	requireCalls(t, client, turns(block(oslo), block(rome)), "get_time", ToolReply{"", []Call{rome}, "stop"})
}

func goesOnAfterResults(t *testing.T, _ Library, client Client) {
	first, second := "Let me look.\n"+block(zurich), block(rome)
	question := turns(first, second, "{messages}")
	requireLoop(t, client, question, []Call{zurich, rome}, first, result(1, zurich), second, result(1, rome))
}

func requireCalls(t *testing.T, client Client, question Question, choice string, expected ToolReply) {
	t.Helper()
	for _, stream := range []bool{false, true} {
		reply, err := client.Calls(t.Context(), question, choice, stream)
		require(t, err == nil && reply.Text == expected.Text && reply.Finish == expected.Finish, "%v %v", reply, err)
		var ids []string
		for i, call := range reply.Calls {
			require(t, callID.MatchString(call.ID) && !slices.Contains(ids, call.ID), "%v", reply)
			ids = append(ids, call.ID)
			reply.Calls[i].ID = ""
		}
		require(t, slices.Equal(reply.Calls, expected.Calls), "%v", reply)
	}
}

func requireLoop(t *testing.T, client Client, question Question, calls []Call, turns ...string) {
	t.Helper()
	for _, stream := range []bool{false, true} {
		var ran []Call
		said, err := client.Loop(t.Context(), question, func(name, arguments string) string {
			ran = append(ran, Call{Name: name, Arguments: arguments})
			return told(ran[len(ran)-1])
		}, stream)
		require(t, err == nil && slices.Equal(ran, calls), "%v %v", ran, err)
		var sent [][2]string
		require(t, json.Unmarshal([]byte(said), &sent) == nil && len(sent) == len(turns), "%s", said)
		for i, turn := range turns {
			role := []string{"assistant", "user"}[i%2]
			require(t, sent[i] == [2]string{role, turn}, "%v", sent[i])
		}
	}
}

func told(call Call) string {
	return "what " + call.Name + " makes of " + call.Arguments
}

// turns is for a model that writes these, one after the other, as the conversation goes on.
func turns(first string, next ...string) Question {
	steps := func(written string) []any {
		return []any{map[string]any{"write": written}, map[string]any{"end": "stop"}}
	}
	later := []any{}
	for _, written := range next {
		later = append(later, steps(written))
	}
	script, err := json.Marshal(map[string]any{"steps": steps(first), "next": later})
	if err != nil {
		panic(err)
	}
	return ask(string(script))
}

func block(call Call) string {
	return fmt.Sprintf(`<tool_call_@ name="%s">%s</tool_call_@>`, call.Name, call.Arguments)
}

func result(at int, call Call) string {
	return fmt.Sprintf("<tool_result_@ call=\"%d\" name=\"%s\">\n%s\n</tool_result_@>", at, call.Name, told(call))
}
