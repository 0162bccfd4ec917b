// openai-go, with its accumulator. It makes no schemas of types, and is given one.
package openaigo

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/shared"
	"langfast2api/clients/contract"
)

type client struct{ openai.Client }

func TestContract(t *testing.T) {
	contract.Keep(t, contract.Library{
		ID:      "openai-go",
		Name:    "openai-go",
		Module:  "github.com/openai/openai-go/v3",
		Connect: connect,
		Refusal: refusal,
	})
}

func connect(baseURL, apiKey string) contract.Client {
	return client{openai.NewClient(option.WithBaseURL(baseURL), option.WithAPIKey(apiKey), option.WithMaxRetries(0))}
}

func refusal(err error) (int, string) {
	if told := (*openai.Error)(nil); errors.As(err, &told) {
		return told.StatusCode, told.Message
	}
	return 0, ""
}

func (c client) Models(ctx context.Context) ([]string, error) {
	var ids []string
	pages := c.Client.Models.ListAutoPaging(ctx)
	for pages.Next() {
		ids = append(ids, pages.Current().ID)
	}
	return ids, pages.Err()
}

func (c client) Model(ctx context.Context, id string) (string, error) {
	model, err := c.Client.Models.Get(ctx, id)
	if err != nil {
		return "", err
	}
	return model.ID, nil
}

func (c client) Answer(ctx context.Context, question contract.Question) (contract.Reply, error) {
	completion, err := c.Chat.Completions.New(ctx, params(question))
	if err != nil {
		return contract.Reply{}, err
	}
	return reply(completion), nil
}

func (c client) Stream(ctx context.Context, question contract.Question, piece func(string)) (contract.Reply, error) {
	asked := params(question)
	asked.StreamOptions = openai.ChatCompletionStreamOptionsParam{IncludeUsage: openai.Bool(true)}
	stream := c.Chat.Completions.NewStreaming(ctx, asked)
	defer stream.Close()
	whole := openai.ChatCompletionAccumulator{}
	for stream.Next() {
		chunk := stream.Current()
		if !whole.AddChunk(chunk) {
			return contract.Reply{}, errors.New("the accumulator does not take a chunk")
		}
		for _, choice := range chunk.Choices {
			piece(choice.Delta.Content)
		}
	}
	if stream.Err() != nil {
		return contract.Reply{}, stream.Err()
	}
	return reply(&whole.ChatCompletion), nil
}

func (c client) Parse(ctx context.Context, question contract.Question) (contract.City, error) {
	asked := params(question)
	asked.ResponseFormat.OfJSONSchema = &shared.ResponseFormatJSONSchemaParam{
		JSONSchema: shared.ResponseFormatJSONSchemaJSONSchemaParam{Name: "city", Strict: openai.Bool(true), Schema: schema},
	}
	var city contract.City
	completion, err := c.Chat.Completions.New(ctx, asked)
	if err != nil {
		return city, err
	}
	return city, json.Unmarshal([]byte(completion.Choices[0].Message.Content), &city)
}

func (c client) Calls(ctx context.Context, question contract.Question, choice string, stream bool) (contract.ToolReply, error) {
	asked := offering(question)
	switch choice {
	case "":
	case "required":
		asked.ToolChoice.OfAuto = openai.String(choice)
	default:
		asked.ToolChoice = openai.ToolChoiceOptionFunctionToolChoice(openai.ChatCompletionNamedToolChoiceFunctionParam{Name: choice})
	}
	completion, err := c.answered(ctx, asked, stream)
	if err != nil {
		return contract.ToolReply{}, err
	}
	message := completion.Choices[0].Message
	told := contract.ToolReply{Text: message.Content, Finish: completion.Choices[0].FinishReason}
	for _, call := range message.ToolCalls {
		told.Calls = append(told.Calls, contract.Call{ID: call.ID, Name: call.Function.Name, Arguments: call.Function.Arguments})
	}
	return told, nil
}

func (c client) Loop(ctx context.Context, question contract.Question, run func(string, string) string, stream bool) (string, error) {
	asked := offering(question)
	for {
		completion, err := c.answered(ctx, asked, stream)
		if err != nil {
			return "", err
		}
		message := completion.Choices[0].Message
		if len(message.ToolCalls) == 0 {
			return message.Content, nil
		}
		asked.Messages = append(asked.Messages, message.ToParam())
		for _, call := range message.ToolCalls {
			result := run(call.Function.Name, call.Function.Arguments)
			asked.Messages = append(asked.Messages, openai.ToolMessage(result, call.ID))
		}
	}
}

func (c client) answered(ctx context.Context, asked openai.ChatCompletionNewParams, stream bool) (*openai.ChatCompletion, error) {
	if !stream {
		return c.Chat.Completions.New(ctx, asked)
	}
	pieces := c.Chat.Completions.NewStreaming(ctx, asked)
	defer pieces.Close()
	whole := openai.ChatCompletionAccumulator{}
	for pieces.Next() {
		if !whole.AddChunk(pieces.Current()) {
			return nil, errors.New("the accumulator does not take a chunk")
		}
	}
	return &whole.ChatCompletion, pieces.Err()
}

func offering(question contract.Question) openai.ChatCompletionNewParams {
	asked := params(question)
	for _, tool := range contract.Tools {
		asked.Tools = append(asked.Tools, openai.ChatCompletionFunctionTool(shared.FunctionDefinitionParam{
			Name: tool.Name, Description: openai.String(tool.Description), Parameters: tool.Parameters, Strict: openai.Bool(true),
		}))
	}
	return asked
}

var schema = map[string]any{
	"type": "object",
	"properties": map[string]any{
		"name":   map[string]any{"type": "string"},
		"rivers": map[string]any{"type": "array", "items": map[string]any{"type": "string"}},
		"people": map[string]any{"type": "integer"},
	},
	"required":             []string{"name", "rivers", "people"},
	"additionalProperties": false,
}

func params(question contract.Question) openai.ChatCompletionNewParams {
	asked := openai.ChatCompletionNewParams{
		Model:    question.Model,
		Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(question.Content)},
	}
	if question.Temperature != 0 {
		asked.Temperature = openai.Float(float64(question.Temperature))
	}
	return asked
}

func reply(completion *openai.ChatCompletion) contract.Reply {
	choice := completion.Choices[0]
	usage := completion.Usage
	return contract.Reply{
		Text:   choice.Message.Content,
		Finish: choice.FinishReason,
		Usage:  contract.Usage{Prompt: int(usage.PromptTokens), Completion: int(usage.CompletionTokens), Total: int(usage.TotalTokens)},
	}
}
