// go-openai, with its stream reader and its schemas of types. It gathers no streams: a program adds up what comes.
package goopenai

import (
	"context"
	"errors"
	"io"
	"testing"

	openai "github.com/sashabaranov/go-openai"
	"github.com/sashabaranov/go-openai/jsonschema"
	"langfast2api/clients/contract"
)

type client struct{ *openai.Client }

func TestContract(t *testing.T) {
	contract.Keep(t, contract.Library{
		ID:      "go-openai",
		Name:    "go-openai",
		Module:  "github.com/sashabaranov/go-openai",
		Connect: connect,
		Refusal: refusal,
	})
}

func connect(baseURL, apiKey string) contract.Client {
	config := openai.DefaultConfig(apiKey)
	config.BaseURL = baseURL
	return client{openai.NewClientWithConfig(config)}
}

func refusal(err error) (int, string) {
	if told := (*openai.APIError)(nil); errors.As(err, &told) {
		return told.HTTPStatusCode, told.Message
	}
	return 0, ""
}

func (c client) Models(ctx context.Context) ([]string, error) {
	list, err := c.ListModels(ctx)
	var ids []string
	for _, model := range list.Models {
		ids = append(ids, model.ID)
	}
	return ids, err
}

func (c client) Model(ctx context.Context, id string) (string, error) {
	model, err := c.GetModel(ctx, id)
	return model.ID, err
}

func (c client) Answer(ctx context.Context, question contract.Question) (contract.Reply, error) {
	completion, err := c.CreateChatCompletion(ctx, request(question))
	if err != nil {
		return contract.Reply{}, err
	}
	choice := completion.Choices[0]
	return contract.Reply{Text: choice.Message.Content, Finish: string(choice.FinishReason), Usage: usage(completion.Usage)}, nil
}

func (c client) Stream(ctx context.Context, question contract.Question, piece func(string)) (contract.Reply, error) {
	body := request(question)
	body.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	stream, err := c.CreateChatCompletionStream(ctx, body)
	if err != nil {
		return contract.Reply{}, err
	}
	defer stream.Close()
	var reply contract.Reply
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return reply, nil
		}
		if err != nil {
			return reply, err
		}
		if chunk.Usage != nil {
			reply.Usage = usage(*chunk.Usage)
		}
		for _, choice := range chunk.Choices {
			reply.Text += choice.Delta.Content
			reply.Finish = string(choice.FinishReason)
			piece(choice.Delta.Content)
		}
	}
}

func (c client) Parse(ctx context.Context, question contract.Question) (contract.City, error) {
	var city contract.City
	schema, err := jsonschema.GenerateSchemaForType(city)
	if err != nil {
		return city, err
	}
	body := request(question)
	body.ResponseFormat = &openai.ChatCompletionResponseFormat{
		Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
		JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: "city", Schema: schema, Strict: true},
	}
	completion, err := c.CreateChatCompletion(ctx, body)
	if err != nil {
		return city, err
	}
	return city, schema.Unmarshal(completion.Choices[0].Message.Content, &city)
}

func (c client) Calls(ctx context.Context, question contract.Question, choice string, stream bool) (contract.ToolReply, error) {
	body := offering(question)
	switch choice {
	case "":
	case "required":
		body.ToolChoice = choice
	default:
		body.ToolChoice = openai.ToolChoice{Type: openai.ToolTypeFunction, Function: openai.ToolFunction{Name: choice}}
	}
	message, finish, err := c.answered(ctx, body, stream)
	reply := contract.ToolReply{Text: message.Content, Finish: finish}
	for _, call := range message.ToolCalls {
		reply.Calls = append(reply.Calls, contract.Call{ID: call.ID, Name: call.Function.Name, Arguments: call.Function.Arguments})
	}
	return reply, err
}

func (c client) Loop(ctx context.Context, question contract.Question, run func(string, string) string, stream bool) (string, error) {
	body := offering(question)
	for {
		message, _, err := c.answered(ctx, body, stream)
		if err != nil || len(message.ToolCalls) == 0 {
			return message.Content, err
		}
		body.Messages = append(body.Messages, message)
		for _, call := range message.ToolCalls {
			result := run(call.Function.Name, call.Function.Arguments)
			body.Messages = append(body.Messages, openai.ChatCompletionMessage{
				Role: openai.ChatMessageRoleTool, ToolCallID: call.ID, Content: result,
			})
		}
	}
}

func (c client) answered(ctx context.Context, body openai.ChatCompletionRequest, stream bool) (openai.ChatCompletionMessage, string, error) {
	if stream {
		return c.streamed(ctx, body)
	}
	completion, err := c.CreateChatCompletion(ctx, body)
	if err != nil {
		return openai.ChatCompletionMessage{}, "", err
	}
	return completion.Choices[0].Message, string(completion.Choices[0].FinishReason), nil
}

func (c client) streamed(ctx context.Context, body openai.ChatCompletionRequest) (openai.ChatCompletionMessage, string, error) {
	message, finish := openai.ChatCompletionMessage{Role: openai.ChatMessageRoleAssistant}, ""
	stream, err := c.CreateChatCompletionStream(ctx, body)
	if err != nil {
		return message, finish, err
	}
	defer stream.Close()
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return message, finish, nil
		}
		if err != nil {
			return message, finish, err
		}
		choice := chunk.Choices[0]
		message.Content += choice.Delta.Content
		finish += string(choice.FinishReason)
		for _, delta := range choice.Delta.ToolCalls {
			if *delta.Index == len(message.ToolCalls) {
				message.ToolCalls = append(message.ToolCalls, openai.ToolCall{Type: openai.ToolTypeFunction})
			}
			call := &message.ToolCalls[*delta.Index]
			call.ID += delta.ID
			call.Function.Name += delta.Function.Name
			call.Function.Arguments += delta.Function.Arguments
		}
	}
}

func offering(question contract.Question) openai.ChatCompletionRequest {
	body := request(question)
	for _, tool := range contract.Tools {
		body.Tools = append(body.Tools, openai.Tool{Type: openai.ToolTypeFunction, Function: &openai.FunctionDefinition{
			Name: tool.Name, Description: tool.Description, Parameters: tool.Parameters, Strict: true,
		}})
	}
	return body
}

func request(question contract.Question) openai.ChatCompletionRequest {
	return openai.ChatCompletionRequest{
		Model:       question.Model,
		Messages:    []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleUser, Content: question.Content}},
		Temperature: question.Temperature,
	}
}

func usage(usage openai.Usage) contract.Usage {
	return contract.Usage{Prompt: usage.PromptTokens, Completion: usage.CompletionTokens, Total: usage.TotalTokens}
}
